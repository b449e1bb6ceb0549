"""The survey year by year: does a model stay true, and what does retraining bring? benchmarks/survey_years.md.

    python -m benchmarks.survey_years --folder FOLDER --work FOLDER

For each year from 2006 on a model is fitted on the households first visited before it, knowing nothing later, and
judged on those first visited within it: "retrained". The one of 2006 goes on speaking about every later year: "never
retrained". Beside them stand the baselines, fitted anew each year. How far the features moved is told against what the
model of 2006 learnt from, by the weekly checks' own measure. Records and vectors are made once and kept in the work
folder; so are each year's figures (delete them to measure again).
"""

import features.environment  # isort: skip

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.survey_story import write_story
from features.feature import features
from features.visits import visits
from models.baselines import BASELINES, Fitted
from models.reference import Reference, reference
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

YEARS = range(2006, 2011)  # of those first visited in 2011 no return is settled before the panel ends
NEVER = "never"
BESIDE = ("logistic", "logistic_all", "income_to_line")
BOOTSTRAP = {"replicates": 200, "seed": 0}
KEPT = ("auc", "observed_over_expected", "ece", "calibration_slope")
SEED = 1
NAMED = 6  # features named per year


@dataclass(frozen=True)
class Speakers:
    """What was fitted for one year."""

    risk: ReturnRisk
    baselines: dict[str, Fitted]
    learnt: Reference

    @classmethod
    def of(cls, made: Material, seen: pd.DataFrame, year: int) -> "Speakers":
        """Fit on the households first visited before the year, knowing nothing of it."""
        learnt = lesson(made, by_first_visit(seen, train_until=f"{year - 1}Q4", test_from=f"{year}Q1"))
        fitted = {n: BASELINES[n].fit(learnt.risk_learning, learnt.risk_calibrate, SEED) for n in BESIDE}
        return cls(
            risk=fit_risk(learnt, PANEL["return_risk"], SEED),
            baselines={n: f for n, f in fitted.items() if f is not None},
            learnt=reference(learnt.risk_teach.matrix),
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
        "groups": {group: _figures(decided(rows, group)) for group in ("return", "entry")},
        "moved": moved(first.learnt, matrix),
        "visited": everybody(seen, year),
    }


def _figures(rows: pd.DataFrame) -> dict[str, Any]:
    """Rows, base rate, each one's figures with intervals, and the AUC of the retrained model less each other."""
    shares = dict.fromkeys(rows["as_of"].unique(), USUAL_SHARE)
    names = [MODEL, NEVER, *BESIDE]
    found = RiskFigures(rows, names, shares, BOOTSTRAP).all()
    said = {n: {k: found[n][k] for k in KEPT} for n in names}
    return {"n": len(rows), "base_rate": found["base_rate"], "auc_above": found["auc_above"], **said}


def moved(learnt: Reference, matrix: pd.DataFrame) -> dict[str, Any]:
    """How many features of a year lie far from what 2006's model learnt, and the farthest."""
    far = {}
    known = 0
    for name in learnt:
        found = between(learnt[name], matrix[name].to_numpy("float64")) if name in matrix else None
        known += found is not None
        if found is not None and found.large:
            middle = float(np.nanmedian(matrix[name]))
            far[name] = {"index": found.index, "shift": found.shift, "median": middle, "was": learnt[name]["median"]}
    first = sorted(far, key=lambda n: -(far[n]["shift"] or 0.0))[:NAMED]
    words = {n: {"zh": features()[n].label.zh, "en": features()[n].label.en} for n in first}
    return {"known": known, "far": len(far), "farthest": [{"name": n} | far[n] | words[n] for n in first]}


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
        print(year, {g: round(f[MODEL]["auc"]["value"], 3) for g, f in found[-1]["groups"].items()}, flush=True)
    before = {year: everybody(seen, year) for year in sorted(seen["as_of"].dt.year.unique()) if year < YEARS[0]}
    write_story(found, before)


if __name__ == "__main__":
    main()
