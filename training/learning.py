"""Vectors and outcomes become what a model learns from, for one split and nothing beyond what it may know."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from features.feature import features
from features.holdings import Holdings
from features.population import by_date
from features.vector import model_matrix
from models.learning_set import LearningSet
from training import cohort
from training.case_control import MOST_ROWS, at_most, cases_and_controls
from training.outcomes import HORIZON_MONTHS, index_outcomes, outcomes
from training.splits import Side, Split
from training.treatment import corrected


@dataclass(frozen=True, kw_only=True)
class Material(Holdings):
    """Everything a training run reads: what is held, and how far ahead it is asked."""

    horizon_months: int = HORIZON_MONTHS

    def rows(self, side: Side, unit: str) -> pd.DataFrame:
        """The population of one side of a split."""
        return self.population[side.rows(self.population, unit)]

    def risk_outcomes(self, rows: pd.DataFrame, known_until: date) -> pd.DataFrame:
        """Those of `rows` whose return-risk outcome can be said on a day, with `outcome`."""
        found = outcomes(
            self.records, rows, known_until=known_until, horizon_months=self.horizon_months, scope=self.scope
        )
        return found[found["outcome"].notna()]

    def taught_outcomes(self, rows: pd.DataFrame, known_until: date) -> pd.DataFrame:
        """Those of `rows` that can teach the return risk, with `outcome` and what each counts (`weight`)."""
        return corrected(
            self.records, rows, known_until=known_until, horizon_months=self.horizon_months, scope=self.scope
        )

    def index_outcomes(self, rows: pd.DataFrame, known_until: date) -> pd.DataFrame:
        """Those of `rows` whose later poverty index is known on a day, with `outcome`."""
        found = index_outcomes(self.records, rows, self.standards, known_until=known_until, scope=self.scope)
        return found[found["outcome"].notna()]

    def matrix(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The vectors of `rows`, in their order, in the models' units (float64); one date is read at a time."""
        columns = {"household_id", "monitoring_line", *features()}
        parts = []
        for as_of, some in by_date(rows):
            vectors = self.vectors.read([as_of], columns).set_index("household_id")
            parts.append(model_matrix(vectors.reindex(some["household_id"])).set_axis(some.index))
        if not parts:
            return model_matrix(self.vectors.read(self.vectors.dates[:1], columns)[:0])
        return pd.concat(parts).loc[rows.index].reset_index(drop=True)

    def learning_set(self, rows: pd.DataFrame) -> LearningSet:
        """`rows` (with `outcome`) as a learning set; a row counts its `weight`, or one."""
        return LearningSet(
            matrix=self.matrix(rows),
            outcome=rows["outcome"].to_numpy("float64"),
            weight=rows["weight"].to_numpy("float64") if "weight" in rows else np.ones(len(rows)),
            household=rows["household_id"].to_numpy(object),
            village=rows["village_code"].to_numpy(object),
            as_of=rows["as_of"].to_numpy("datetime64[us]"),
        )


@dataclass(frozen=True)
class Lesson:
    """What one split teaches and calibrates with, for the return risk and for the poverty index.

    If `crossed`, the risk's two sets hold the same villages (on earlier and later dates), to take turns.
    """

    risk_teach: LearningSet
    risk_calibrate: LearningSet
    index_teach: LearningSet
    index_calibrate: LearningSet
    crossed: bool = False

    @cached_property
    def risk_learning(self) -> LearningSet:
        """What the trees of the return risk, and every baseline, finally learn from."""
        return self.risk_teach if self.crossed else self.risk_teach.with_rows(self.risk_calibrate)


def lesson(material: Material, split: Split) -> Lesson:
    """The learning sets of a split, knowing nothing that was known after `split.known_until`."""
    sides = (split.teach, split.calibrate)
    until = split.known_until
    everybody = split.teach.units | split.calibrate.units
    asked = [Side(side.dates, everybody) if split.crossed else side for side in sides]
    for_risk = [material.rows(side, split.unit) for side in asked]
    for_index = [material.rows(side, split.unit) for side in sides]
    asked_risk = [rows[cohort.learning(rows)] for rows in for_risk]
    taught_risk = material.taught_outcomes(asked_risk[0], until)
    calibrating_risk = material.risk_outcomes(asked_risk[1], until)
    index = [material.index_outcomes(rows, until) for rows in for_index]
    calibrating = (at_most(rows, MOST_ROWS) for rows in (calibrating_risk, index[1]))
    taught = (cases_and_controls(taught_risk), next(calibrating), at_most(index[0]), next(calibrating))
    sets = [material.learning_set(rows) for rows in taught]
    return Lesson(sets[0], sets[1], sets[2], sets[3], crossed=split.crossed)
