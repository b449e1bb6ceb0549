"""Ordinary requests to a running service leave its drift watch quiet; requests in another unit are named.

    POVERTY_RISK_RUN=RUN POVERTY_RISK_STATE=STATE python -m serving start     # in one terminal; prints the token
    python -m monitoring check --out RUN
    python -m benchmarks.live --out RUN --token pr_…

First 2,000 households are asked about as the county knows them, half by their key, half with their records stated by
another system. Then that system states 2,000 more, but sends every income in yuan where fen are asked for. After each
part the hourly check is made (`python -m monitoring live`), and what its status says is written to benchmarks/live.md.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pandas as pd

from benchmarks.measuring import write_page
from benchmarks.stated import Stated

ASKED, AT_ONCE = 2_000, 100


class Asker:
    """Another system with a token: asks a running service about households of a run's records."""

    def __init__(self, address: str, token: str, root: Path) -> None:
        self.client = httpx.Client(base_url=address, timeout=300, headers={"authorization": f"Bearer {token}"})
        assessments = pd.read_parquet(root / "assessments.parquet", columns=["household_id", "as_of"])
        self.households = assessments["household_id"].to_numpy()
        as_of = pd.Timestamp(assessments["as_of"].iloc[0]).date()
        self.records = Stated.of(root, as_of)

    def by_key(self, households: np.ndarray) -> int:
        """Ask by key; returns how many were answered."""
        return self._asked({"households": list(households)})

    def stated(self, households: np.ndarray, yuan: bool) -> int:
        """State the households' records; with `yuan` every income a hundredth of what it is."""
        named = {h: f"S{n}" for n, h in enumerate(households)}
        return self._asked({"records": self.records.records(named, yuan)})

    def _asked(self, question: dict[str, Any]) -> int:
        answer = self.client.post("/v1/assess_batch", json=question)
        if answer.status_code != 200:
            raise SystemExit(f"the service refused: {answer.status_code} {answer.text[:200]}")
        return len(answer.json())


def checked(out: Path) -> dict[str, Any]:
    """What the hourly check of live requests says, once the service has written what it was asked."""
    time.sleep(65)  # the service writes its record at least every minute
    subprocess.run([sys.executable, "-m", "monitoring", "live", "--out", str(out)], check=False, capture_output=True)
    status = json.loads((out / "monitoring" / "status.json").read_text(encoding="utf-8"))
    return next(c for c in status["checks"] if c["name"] == "live_drift")


def _loud(check: dict[str, Any]) -> str:
    """What the status says, where it says more than that all is quiet."""
    return str(check["said_en"]) if check["state"] == "alarm" else "–"


def main() -> None:
    """Ask, check, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/demo"))
    parser.add_argument("--address", default="http://127.0.0.1:3000")
    parser.add_argument("--token", required=True)
    given = parser.parse_args()
    asker = Asker(given.address, given.token, given.out)
    drawn = np.random.default_rng(1).choice(asker.households, 2 * ASKED)
    ordinary, shifted = (np.array_split(part, ASKED // AT_ONCE) for part in np.split(drawn, 2))
    half = len(ordinary) // 2
    said = {}
    asked = sum(map(asker.by_key, ordinary[:half])) + sum(asker.stated(part, yuan=False) for part in ordinary[half:])
    said[f"{asked:,} ordinary requests"] = checked(given.out)
    asked = sum(asker.stated(part, yuan=True) for part in shifted)
    said[f"then {asked:,} with incomes in yuan for fen"] = checked(given.out)
    lines = ["| | state | features named | said |", "|---|---|---|---|"]
    lines += [f"| {n} | {c['state']} | {', '.join(c['features']) or '–'} | {_loud(c)} |" for n, c in said.items()]
    print("\n".join(lines))
    write_page("live", "Drift of a running service's requests", "python -m benchmarks.live --out RUN --token …", lines)


if __name__ == "__main__":
    main()
