"""Quiet weeks, the planted change and the feed stops of invented counties: writes benchmarks/drift.md.

    python benchmarks/drift.py --work FOLDER [--seeds 4]

Each county learns until November 2025. Then its weeks are run one after the other, as `make week` does: vectors,
assessments, list, checks. Nothing is planted before April 2026, so every alarm until then is false.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import json
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

from features.calendar import add_months, weeks_before
from features.holdings import Holdings
from features.population import population
from features.records import Records
from features.standard import Standards
from features.vector import build_vectors
from models.lists.making import Week as Listed
from models.lists.making import earlier_than, make_week
from models.trained import Trained
from monitoring.running import record_path, run_checks, write_json
from monitoring.week import Week
from training import steps, weekly_steps
from training.fit import choose, train
from training.learning import lesson
from training.search import Budget
from training.splits import for_use

UNTIL = date(2026, 11, 22)
LEARNT = date(2025, 11, 2)
QUIET = (date(2025, 11, 9), date(2026, 1, 18))  # Sundays at which a county's ten quiet weeks begin, in turn
CHANGE = date(2026, 4, 1)
PLANTED = {
    "rule": [date(2026, 4, 5), date(2026, 4, 12), date(2026, 4, 19)],
    "work_stops": [date(2026, 5, 3), date(2026, 5, 10)],
    "medical_stops": [date(2026, 10, 4), date(2026, 10, 11)],
}
WEEKS = 10


def county(root: Path, seed: int, households: int) -> steps.Place:
    """An invented county and the model it would have had in November 2025."""
    place = steps.Place(root)
    if not (root / "model").exists():
        shutil.rmtree(root, ignore_errors=True)
        weekly_steps.invent_county(place, households=households, months=36, until=UNTIL, seed=seed)
        steps.make_vectors(place, until=LEARNT, weeks=0)
        made = steps.material(place)
        split = for_use(steps.days(place, "learn"), made.population["village_code"].unique(), until=LEARNT, seed=seed)
        trained = train(made, split, choose(lesson(made, split), Budget(0, 0), seed), seed)
        trained.save(place.models / trained.manifest.model_id)
        place.write("training.json", {"model": trained.manifest.model_id})
        steps.promote(place, None, by="benchmark", why="the county's only model", on=LEARNT)
    return place


def held(place: steps.Place, sundays: list[date]) -> Holdings:
    """Vectors of the Sundays and of every date that lists and checks look back to."""
    records = Records(place.records)
    standards = Standards.load(records.root / "standards")
    back = [(s, earlier_than(s), add_months(s, -12), add_months(s, -3), weeks_before(s, 8)) for s in sundays]
    dates = sorted({d for some in back for d in some})
    vectors = build_vectors(records, dates, place.vectors, standards=standards)
    return Holdings(records=records, vectors=vectors, standards=standards, population=population(records, dates))


def checked(place: steps.Place, sundays: list[date]) -> list[dict[str, Any]]:
    """The records of the checks of some consecutive weeks, lists included."""
    holdings, trained = held(place, sundays), Trained.load(place.model)
    place.lists.mkdir(parents=True, exist_ok=True)
    before: list[Listed] = []
    found = []
    for sunday in sundays:
        listed = make_week(holdings, trained, sunday, before)
        before.append(listed)
        week = Week(place.root, sunday)
        listed.weekly.table.to_parquet(place.lists / f"{week.name}.parquet", index=False)
        folder = place.root / "weeks" / week.name
        folder.mkdir(parents=True, exist_ok=True)
        listed.assessments.to_parquet(folder / "assessments.parquet", index=False)
        record = run_checks(week)
        write_json(record, record_path(week))
        found.append(record)
    return found


def loud(record: dict[str, Any]) -> list[str]:
    """Check and key of everything in alarm."""
    return [f"{c['name']}: {f['key']}" for c in record["checks"] for f in c["findings"] if f["state"] == "alarm"]


def run(work: Path, seed: int, households: int) -> dict[str, Any]:
    """One county's quiet weeks and planted events, with the seconds they took."""
    began = time.monotonic()
    place = county(work / str(seed), seed, households)
    first = QUIET[seed % len(QUIET)]
    quiet = checked(place, [weeks_before(first, -n) for n in range(WEEKS)])
    planted = {name: checked(place, sundays) for name, sundays in PLANTED.items()}
    return {
        "seed": seed,
        "quiet": {r["week"]: loud(r) for r in quiet},
        "planted": {name: {r["week"]: loud(r) for r in records} for name, records in planted.items()},
        "seconds": round(time.monotonic() - began),
    }


def page(found: list[dict[str, Any]], households: int) -> str:
    """The figures as they are committed."""
    weeks = [(one["seed"], week, alarms) for one in found for week, alarms in one["quiet"].items()]
    noisy = [w for w in weeks if w[2]]
    lines = [
        "# Quiet weeks and planted events\n",
        f"`python benchmarks/drift.py`, invented counties of {households:,} households, seeds "
        f"{', '.join(str(one['seed']) for one in found)}.\n",
        "The checks were mended while looking at seeds 1, 6 and 21: only the others are fresh proof.\n",
        f"**{len(noisy)} of {len(weeks)} quiet weeks have any alarm** (asked: at most 2 of 40).\n",
    ]
    lines += [f"- seed {seed}, {week}: {'; '.join(alarms)}" for seed, week, alarms in noisy]
    lines += ["\n| planted | seed | week | found |", "|---|---|---|---|"]
    for one in found:
        for name, some in one["planted"].items():
            lines += [f"| {name} | {one['seed']} | {w} | {'; '.join(a) or '–'} |" for w, a in some.items()]
    lines.append(f"\nThe insurer's rule changes on {CHANGE}: its first weekly run is W14, its second W15.")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run all counties, keep each one's figures, write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--seeds", type=int, default=4)
    asked.add_argument("--first", type=int, default=21)
    asked.add_argument("--households", type=int, default=2000)
    given = asked.parse_args()
    found = []
    for seed in range(given.first, given.first + given.seeds):
        found.append(run(given.work, seed, given.households))
        (given.work / f"{seed}.json").write_text(json.dumps(found[-1], indent=1), encoding="utf-8")
        Path(__file__).with_name("drift.md").write_text(page(found, given.households), encoding="utf-8")


if __name__ == "__main__":
    main()
