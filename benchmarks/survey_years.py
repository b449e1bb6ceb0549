"""The survey year by year: does a model stay true, and what does retraining bring? benchmarks/survey_years.md.

    python -m benchmarks.survey_years --folder FOLDER --work FOLDER

For each year from 2005 on a model is fitted on the households first visited before it, knowing nothing later, and
judged on those first visited within it: "retrained". The one of 2005 goes on speaking about every later year: "never
retrained". Beside them stand the baselines, fitted anew each year. How far the features moved is told by the weekly
checks' own measure, like against like: the first year's visits of those first visited in the year, against 2004's.
Records and vectors are made once and kept in the work folder; so are each year's figures (delete them to measure
again).
"""

import features.environment  # isort: skip

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measuring import commit
from benchmarks.survey_story import write_story
from features.feature import features
from features.visits import visits
from models.baselines import BASELINES, Fitted
from models.reference import reference
from models.return_risk import ReturnRisk
from monitoring.moved import between
from training import cohort, steps, weekly_steps
from training.figures import RiskFigures, decided
from training.fit import fit_risk
from training.judge import MODEL
from training.learning import Material, lesson
from training.lengths import USUAL_SHARE
from training.panel_parameters import PANEL
from training.splits import by_first_visit

YEARS = range(2005, 2012)  # before 2005 there is too little to learn from and to calibrate on
BEFORE = YEARS[0] - 1  # what later years' features are compared with
NEVER = "never"
BESIDE = ("logistic", "logistic_all", "income_to_line")
BOOTSTRAP = {"replicates": 200, "seed": 0}
KEPT = ("auc", "observed_over_expected", "ece", "calibration_slope")
SEED = 1
NAMED = 3  # features named per year


@dataclass(frozen=True)
class Speakers:
    """What was fitted for one year."""

    risk: ReturnRisk
    baselines: dict[str, Fitted]

    @classmethod
    def of(cls, made: Material, seen: pd.DataFrame, year: int) -> "Speakers":
        """Fit on the households first visited before the year, knowing nothing of it."""
        learnt = lesson(made, by_first_visit(seen, train_until=f"{year - 1}Q4", test_from=f"{year}Q1"))
        fitted = {n: BASELINES[n].fit(learnt.risk_learning, learnt.risk_calibrate, SEED) for n in BESIDE}
        return cls(
            risk=fit_risk(learnt, PANEL["return_risk"], SEED),
            baselines={n: f for n, f in fitted.items() if f is not None},
        )


def made_once(work: Path, folder: Path) -> Material:
    """Records and vectors of the survey, made in the work folder unless they are there."""
    place = steps.Place(work)
    if not (work / "dates.json").exists():
        work.mkdir(parents=True, exist_ok=True)
        until = weekly_steps.read_survey(place, folder, "2007Q4", "2009Q1")
        steps.make_vectors(place, until=until, weeks=0)
    return steps.material(place)


def asked_in(made: Material, seen: pd.DataFrame, year: int) -> pd.DataFrame:
    """Visits of a year to households first visited in it, not poor then, with what the next visit found."""
    first = pd.to_datetime(seen["first_visit"]).dt.year
    mine = set(seen.loc[first == year, "household_id"])
    rows = made.population[made.population["household_id"].isin(mine) & cohort.learning(made.population)]
    return made.risk_outcomes(rows[rows["as_of"].dt.year == year], seen["as_of"].max().date()).reset_index(drop=True)


def year_of(made: Material, seen: pd.DataFrame, year: int, now: Speakers, first: Speakers) -> dict[str, Any]:
    """The figures of one year, by group, and what moved."""
    rows = asked_in(made, seen, year)
    matrix = made.matrix(rows)
    spoken = {MODEL: now.risk.probability(matrix), NEVER: first.risk.probability(matrix)}
    rows = rows.assign(**{f"{kind}__{n}": p for n, p in spoken.items() for kind in ("rank", "probability")})
    for name, fitted in now.baselines.items():
        rows[f"rank__{name}"] = fitted.rank(matrix)
        rows[f"probability__{name}"] = fitted.probability(matrix)
    return {
        "year": year,
        "commit": commit(),
        "groups": {group: _figures(decided(rows, group)) for group in ("return", "entry")},
        "moved": moved(made.matrix(asked_in(made, seen, BEFORE)), matrix),
        "visited": everybody(seen, year),
    }


def _figures(rows: pd.DataFrame) -> dict[str, Any]:
    """Rows, base rate, each one's figures with intervals, and the AUC of the retrained model less each other."""
    shares = dict.fromkeys(rows["as_of"].unique(), USUAL_SHARE)
    names = [MODEL, NEVER, *BESIDE]
    found = RiskFigures(rows, names, shares, BOOTSTRAP).all()
    said = {n: {k: found[n][k] for k in KEPT} for n in names}
    return {"n": len(rows), "base_rate": found["base_rate"], "auc_above": found["auc_above"], **said}


def moved(before: pd.DataFrame, matrix: pd.DataFrame) -> dict[str, Any]:
    """How many features lie far from their spread before, and those that moved most with both means."""
    spreads = reference(before)
    found = {n: between(spreads[n], matrix[n].to_numpy("float64")) for n in matrix if n in spreads}
    known = {n: d for n, d in found.items() if d is not None}
    far = [n for n, d in known.items() if d.large]
    most = sorted(known, key=lambda n: (n not in far, -(known[n].shift or 0.0)))[:NAMED]
    return {"known": len(known), "far": len(far), "most": [_named(n, before[n], matrix[n]) for n in most]}


def _named(name: str, before: pd.Series, now: pd.Series) -> dict[str, Any]:
    label = features()[name].label
    means = {"was": float(np.nanmean(before.astype("float64"))), "is": float(np.nanmean(now.astype("float64")))}
    return {"name": name, "zh": label.zh, "en": label.en} | means


def everybody(seen: pd.DataFrame, year: int) -> dict[str, Any]:
    """All visits of a year: how many, the share of poor households, the median welfare in lines."""
    rows = seen[seen["as_of"].dt.year == year]
    return {"visits": len(rows), "poor": float(rows["poor"].mean()), "welfare": float(rows["welfare"].median())}


def main() -> None:
    """Measure year by year and write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, required=True, help="of household_*.parquet and person_*.parquet")
    asked.add_argument("--work", type=Path, required=True)
    given = asked.parse_args()
    made = made_once(given.work, given.folder)
    seen, first = visits(made.records), None
    found = []
    for year in YEARS:
        kept = given.work / f"year-{year}.json"
        if not kept.exists():
            first = first or Speakers.of(made, seen, YEARS[0])
            now = first if year == YEARS[0] else Speakers.of(made, seen, year)
            kept.write_text(json.dumps(year_of(made, seen, year, now, first), indent=1), encoding="utf-8")
        found.append(json.loads(kept.read_text(encoding="utf-8")))
        print(year, {g: f[MODEL]["auc"]["value"] for g, f in found[-1]["groups"].items()}, flush=True)
    before = {year: everybody(seen, year) for year in sorted(seen["as_of"].dt.year.unique()) if year < YEARS[0]}
    write_story(found, before)


if __name__ == "__main__":
    main()
