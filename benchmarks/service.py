"""Sixty people and programs at once on a running service: requests a second, waiting times, failures.

`make serve` in one terminal; then `python benchmarks/service.py --token pr_… --password … ` in another.
70 % read the list, 20 % a household's page, 8 % ask why a household is not listed, 2 % assess one.
"""

import argparse
import asyncio
import random
import re
import statistics
import time
from collections import Counter, defaultdict

import httpx

SHARES = {"list": 70, "household": 20, "why": 8, "assess": 2}


class Crowd:
    """`people` at `address` for `seconds`; seconds waited and statuses by kind of request."""

    def __init__(self, address: str, token: str, password: str, seed: int) -> None:
        self.address, self.token, self.password = address, token, password
        self.random = random.Random(seed)
        self.waited: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[int] = Counter()
        self.households: list[str] = []

    async def run(self, people: int, seconds: float) -> None:
        """Let everybody ask, one request after the other, until the time is over."""
        limits = httpx.Limits(max_connections=people)
        async with httpx.AsyncClient(base_url=self.address, timeout=30, limits=limits) as client:
            entry = {"name": "county_officer", "password": self.password}
            entered = await client.post("/sign-in", data=entry)
            if entered.status_code != 303:
                raise SystemExit("the account county_officer cannot sign in: give its password")
            week = re.search("[0-9]{4}-W[0-9]{2}", (await client.get("/week")).text)
            if week is None:
                raise SystemExit("no list is published: run `make demo` and `make serve` first")
            listed = await client.get(f"/v1/list/{week[0]}", headers=self._token())
            self.households = [one["household_id"] for one in listed.json()["households"]]
            ends = time.monotonic() + seconds
            await asyncio.gather(*(self._person(client, ends) for _ in range(people)))

    def _token(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    async def _person(self, client: httpx.AsyncClient, ends: float) -> None:
        while time.monotonic() < ends:
            kind = self.random.choices(list(SHARES), list(SHARES.values()))[0]
            begun = time.monotonic()
            answer = await self._ask(client, kind, self.random.choice(self.households))
            self.waited[kind].append(time.monotonic() - begun)
            self.statuses[answer.status_code] += 1

    async def _ask(self, client: httpx.AsyncClient, kind: str, household: str) -> httpx.Response:
        if kind == "list":
            return await client.get("/week")
        if kind == "household":
            return await client.get(f"/household/{household}")
        if kind == "why":
            return await client.get(f"/v1/households/{household}/why-not-listed", headers=self._token())
        return await client.post("/v1/assess", json={"household_id": household}, headers=self._token())


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:3000")
    parser.add_argument("--token", required=True)
    parser.add_argument("--password", required=True, help="of the account county_officer")
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    crowd = Crowd(given.address, given.token, given.password, given.seed)
    asyncio.run(crowd.run(given.people, given.seconds))
    total = sum(map(len, crowd.waited.values()))
    print(f"{total / given.seconds:.1f} requests a second; statuses {dict(sorted(crowd.statuses.items()))}")
    for kind, waited in sorted(crowd.waited.items()):
        cuts = statistics.quantiles(waited, n=100) if len(waited) > 1 else waited * 99
        print(f"{kind:<10} n={len(waited):<6} p50={cuts[49]:.3f} s  p95={cuts[94]:.3f} s  p99={cuts[98]:.3f} s")


if __name__ == "__main__":
    main()
