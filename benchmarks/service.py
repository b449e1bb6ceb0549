"""Sixty people at once on the running service, and how many assessments it gives beside plain FastAPI.

`python -m benchmarks.service --run out/demo` copies the run, opens the service on it with a worker per core, lets
everybody use it for two minutes and writes benchmarks/service.md. Everything, the people too, runs on this machine.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.measuring import write_page
from benchmarks.opened import Opened, opened, plain

PEOPLE, SECONDS, PAUSE = 60, 120.0, 2.0
AT_ONCE, EACH = 8, 15.0  # clients and seconds of the comparison with plain FastAPI
ROLES = {
    "helper_contact": (24, (*("/visits", "{visit}") * 7, "{report}")),
    "township_officer": (12, ("/week", "/week?lane=rule", "{household}", "/overview", "/map")),
    "county_officer": (10, ("/week", "/week?change=new", "{household}", "/overview", "/map", "/tasks")),
    "village_officer": (6, ("/week", "{household}", "/tasks")),
    "county_leader": (4, ("/overview", "/tasks", "/model", "/map")),
    "program": (4, ("assess", "why", "explain")),
}
"""How many of sixty have which role, and what they open, at random."""


@dataclass
class Crowd:
    """People who use the service at `address`; seconds waited by what was asked, and statuses."""

    service: Opened
    pause: float
    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)

    async def run(self, people: int, seconds: float) -> None:
        """Let everybody sign in, then ask one thing after the other until the time is over."""
        whole = sum(number for number, _ in ROLES.values())
        roles = [role for role, (number, _) in ROLES.items() for _ in range(round(people * number / whole))]
        async with httpx.AsyncClient(base_url=self.service.address, timeout=60) as client:
            cookies = {role: await self._sign_in(client, role) for role in ROLES if role != "program"}
            ends = time.monotonic() + seconds
            await asyncio.gather(*(self._person(n, role, cookies.get(role), ends) for n, role in enumerate(roles)))

    async def _sign_in(self, client: httpx.AsyncClient, role: str) -> dict[str, str]:
        entered = await client.post("/sign-in", data={"name": role, "password": self.service.passwords[role]})
        assert entered.status_code == 303, f"{role} cannot sign in"
        client.cookies.clear()
        return dict(entered.cookies)

    async def _person(self, number: int, role: str, cookies: dict[str, str] | None, ends: float) -> None:
        chance = random.Random(number)
        async with httpx.AsyncClient(base_url=self.service.address, timeout=60, cookies=cookies) as client:
            while time.monotonic() < ends:
                what = chance.choice(ROLES[role][1])
                begun = time.monotonic()
                answer = await self._ask(client, what, chance)
                self.waited[what.partition("?")[0]].append(time.monotonic() - begun)
                self.statuses[answer.status_code] += 1
                await asyncio.sleep(chance.expovariate(1 / self.pause) if self.pause else 0)

    async def _ask(self, client: httpx.AsyncClient, what: str, chance: random.Random) -> httpx.Response:
        household = chance.choice(self.service.listed)
        if what == "{visit}":
            return await client.get(f"/visits/{chance.choice(self.service.helpers_own)}")
        if what == "{report}":
            return await self._report(client, f"/visits/{chance.choice(self.service.helpers_own)}")
        if what == "{household}":
            return await client.get(f"/household/{household}")
        token = {"authorization": f"Bearer {self.service.passwords['integrator']}"}
        if what == "why":
            return await client.get(f"/v1/households/{household}/why-not-listed", headers=token)
        if what in ("assess", "explain"):
            return await client.post(f"/v1/{what}", json={"household_id": household}, headers=token)
        return await client.get(what)

    async def _report(self, client: httpx.AsyncClient, path: str) -> httpx.Response:
        """Fill the form of a visit in and send it: nobody was at home."""
        page = (await client.get(path)).text
        form = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("csrf", "key", "visited_on")}
        form |= {"result": "not_reached", "reason_not_reached": "nobody_home"}
        return await client.post(path, data=form)

    @property
    def all_waits(self) -> list[float]:
        """Every wait, whatever was asked."""
        return [wait for waits in self.waited.values() for wait in waits]


def table(crowd: Crowd, seconds: float) -> list[str]:
    """The waits by what was asked, in milliseconds, and how it was answered."""
    lines = ["| asked | requests | p50 ms | p95 ms | p99 ms |", "|---|---|---|---|---|"]
    for what, waits in [*sorted(crowd.waited.items()), ("**all**", crowd.all_waits)]:
        cuts = [1000 * cut for cut in statistics.quantiles(waits, n=100)] if len(waits) > 1 else [0.0] * 99
        lines.append(f"| {what} | {len(waits)} | {cuts[49]:.0f} | {cuts[94]:.0f} | {cuts[98]:.0f} |")
    answers = ", ".join(f"{status}: {number}" for status, number in sorted(crowd.statuses.items()))
    return [*lines, "", f"{len(crowd.all_waits) / seconds:.1f} requests a second; statuses {answers}.", ""]


async def per_second(address: str, ask: Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]]) -> str:
    """Requests a second of `AT_ONCE` clients, with the median and 99th percentile of their waits."""
    waits: list[float] = []

    async def one(number: int, client: httpx.AsyncClient, ends: float) -> None:
        while time.monotonic() < ends:
            begun = time.monotonic()
            (await ask(client, number + len(waits))).raise_for_status()
            waits.append(time.monotonic() - begun)

    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        await asyncio.gather(*(one(n, client, time.monotonic() + 2) for n in range(AT_ONCE)))
        waits.clear()
        await asyncio.gather(*(one(n, client, time.monotonic() + EACH) for n in range(AT_ONCE)))
    cuts = [1000 * cut for cut in statistics.quantiles(waits, n=100)]
    return f"{len(waits) / EACH:.0f} | {cuts[49]:.1f} | {cuts[98]:.1f}"


def beside(service: Opened, run: Path) -> Iterator[str]:
    """A line for each way to ask: ours, then plain FastAPI's with the same model."""
    token = {"authorization": f"Bearer {service.passwords['integrator']}"}

    def to(path: str, headers: dict[str, str]) -> Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]]:
        return lambda client, n: client.post(
            path, json={"household_id": service.listed[n % len(service.listed)]}, headers=headers
        )

    for words, path in (
        ("ours `/v1/assess`: index, risk, reasons, measures, as the week assessed it", "/v1/assess"),
        ("ours `/predict`: the numbers, by the models", "/predict"),
    ):
        yield f"| {words} | {asyncio.run(per_second(service.address, to(path, token)))} |"
    with plain(run) as address:
        for words, path in (
            ("plain FastAPI: the numbers, by the models", "/numbers"),
            ("plain FastAPI: the whole assessment, by the models", "/assess"),
        ):
            yield f"| {words} | {asyncio.run(per_second(address, to(path, {})))} |"


@contextmanager
def told(words: str) -> Iterator[None]:
    """Say what is going on and how long it took."""
    begun = time.monotonic()
    print(words, end=" … ", flush=True)
    yield
    print(f"{time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    """Run everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("out/demo"))
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    lines = [f"Load of the machine by other work when it began: {os.getloadavg()[0]:.1f}.", ""]
    with opened(given.run, given.workers) as service:
        for pause, words in ((PAUSE, f"who look at each page for {PAUSE:.0f} s on average"), (0.0, "without a pause")):
            crowd = Crowd(service, pause)
            seconds = given.seconds if pause else given.seconds / 4
            with told(f"{given.people} people {words}"):
                asyncio.run(crowd.run(given.people, seconds))
            lines += [f"## {given.people} people {words}, {seconds:.0f} s", "", *table(crowd, seconds)]
        with told("beside plain FastAPI"):
            found = list(beside(service, given.run))
    lines += [
        f"## One household at a time, {AT_ONCE} clients, {EACH:.0f} s each",
        "",
        "| asked of | requests a second | p50 ms | p99 ms |",
        "|---|---|---|---|",
        *found,
        "",
        "Ours has sign-in, reach, masking, the sealed audit entry (one synchronous write to disk for every read) and "
        "the record for the drift watch around every answer; plain FastAPI has none of it and keeps vectors in memory. "
        f"Both have {given.workers} workers; clients share the machine's cores with them.",
    ]
    root = re.sub("^/.*/", "", str(given.run))
    print(write_page("service", "The service under load", f"python -m benchmarks.service --run {root}", lines))


if __name__ == "__main__":
    main()
