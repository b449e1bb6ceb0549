"""The week that is checked: what was held, assessed and listed, read when a check asks for it."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd

from features.arrived import Arrived
from features.calendar import add_months, iso_week, week_end, weeks_before
from features.errors import PovertyRiskError, RecordStoreError
from features.feature import features
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.vector import Vectors, build_vectors, model_matrix
from models.lists.assessed import Assessed
from models.reference import Reference, reference
from models.trained import Trained

FOLDER = "monitoring"  # of a run; vectors that only monitoring needs are kept in it
SUBSET = 20_000  # households at most that drift is measured on; a share of them is known to 0.35 points
SEED = 20260101


@dataclass(frozen=True)
class Week:
    """One week of a run's folder.

    `root` holds what `training` and the weekly run leave: records/, vectors/, lists/, assessments.parquet,
    model/. Everything is read as it was known on `as_of`, a Sunday.
    """

    root: Path
    as_of: date
    scope: Scope = field(default_factory=Scope.everything)

    @classmethod
    def open(cls, root: Path, week: str | None = None) -> Self:
        """The week called e.g. 2026-W47, or the last one with a list; RecordStoreError if there is none."""
        if week is None:
            found = sorted(p.stem for p in (root / "lists").glob("????-W??.parquet"))
            if not found:
                raise RecordStoreError(f"{root}: holds no weekly list to check; run `python -m training list` first")
            week = found[-1]
        try:
            return cls(root, week_end(week))
        except ValueError:
            raise RecordStoreError(f"week {week!r}: write year and number, for example 2026-W47") from None

    @property
    def name(self) -> str:
        """The ISO week."""
        return iso_week(self.as_of)

    @property
    def began(self) -> date:
        """The Sunday before: what was known later arrived in this week."""
        return weeks_before(self.as_of, 1)

    @property
    def a_year_ago(self) -> date:
        """The same day of the year before: windows are of months, so the day of the month must agree."""
        return add_months(self.as_of, -12)

    @cached_property
    def records(self) -> Records:
        """The record store."""
        return Records(self.root / "records")

    @cached_property
    def standards(self) -> Standards:
        """The official figures of the store."""
        return Standards.load(self.records.root / "standards")

    @cached_property
    def trained(self) -> Trained:
        """The model in use; raises ModelFileError or FingerprintError."""
        return Trained.load(self.root / "model")

    @property
    def manifest(self) -> dict[str, Any]:
        """The papers of the model in use, whether or not it fits the features declared now."""
        path = self.root / "model" / "manifest.json"
        if not path.is_file():
            raise RecordStoreError(f"{self.root}: has no model/manifest.json; train and promote a model first")
        return json.loads(path.read_text(encoding="utf-8"))

    def held_on(self, as_of: date) -> Vectors:
        """Where the vectors of a date lie: the run's if it has them, else built for monitoring and kept."""
        folder = self.root / FOLDER / "vectors"
        return self.there_on(as_of) or build_vectors(
            self.records, [as_of], folder, standards=self.standards, scope=self.scope
        )

    def there_on(self, as_of: date) -> Vectors | None:
        """Where the vectors of a date lie if they are made: beside the week in the making, in the run, or kept here."""
        for folder in (self.root / "weeks" / self.name, self.root, self.root / FOLDER):
            held = Vectors(folder / "vectors")
            if as_of in held.dates and self._current(held):
                return held
        return None

    def subset_on(self, as_of: date) -> pd.DataFrame:
        """A seeded subset of the vectors of a date, in the models' units."""
        return model_matrix(self.held_on(as_of).drawn(as_of, SUBSET, SEED), list(features()))

    def _current(self, held: Vectors) -> bool:
        try:
            held.check_fingerprint()
        except (PovertyRiskError, OSError):
            return False
        return True

    @cached_property
    def vectors(self) -> Vectors:
        """Where this week's vectors of all households lie, in people's units."""
        return self.held_on(self.as_of)

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """A seeded subset of this week's vectors in the models' units."""
        return self.subset_on(self.as_of)

    @cached_property
    def matrix_a_year_ago(self) -> pd.DataFrame | None:
        """The same of this day of last year; None where the records do not reach so far."""
        first = min((c.first_on for c in self.records.coverage), default=self.as_of)
        if add_months(self.a_year_ago, -12) < first:
            return None
        return self.subset_on(self.a_year_ago)

    @cached_property
    def scores(self) -> dict[str, np.ndarray]:
        """What the model in use says of the subset: poverty_index (points) and return_risk (probability)."""
        return scored(self.trained, self.matrix)

    @cached_property
    def scores_a_year_ago(self) -> dict[str, np.ndarray] | None:
        """What the same model says of last year's vectors."""
        return None if self.matrix_a_year_ago is None else scored(self.trained, self.matrix_a_year_ago)

    @cached_property
    def reference(self) -> Reference:
        """How the features were spread when the model in use learnt."""
        return self.manifest["reference"]

    @cached_property
    def reference_a_quarter_ago(self) -> Reference | None:
        """How the features were spread three months ago, to tell what is new from what moves slowly."""
        if self.matrix_a_year_ago is None:
            return None
        return reference(self.subset_on(add_months(self.as_of, -3)))

    @cached_property
    def reference_a_year_ago(self) -> Reference | None:
        """How they were spread a year ago."""
        return None if self.matrix_a_year_ago is None else reference(self.matrix_a_year_ago)

    @cached_property
    def assessments(self) -> Assessed | None:
        """This week's assessments; None if those on disk are of another week."""
        return self.assessments_of(self.name)

    def assessments_of(self, week: str) -> Assessed | None:
        """The assessments made in a week, as they were made; None if nobody kept them.

        Of earlier weeks the list's standing is kept: every assessed household with its risk, without reasons.
        """
        kept = self.root / "lists" / week / "standing.parquet"
        for path in (self.root / "weeks" / week / "assessments.parquet", self.root / "assessments.parquet", kept):
            if path.exists():
                found = Assessed(path)
                first = next(found.pieces(["as_of"]), None)
                if first is not None and pd.Timestamp(first["as_of"].iloc[0]).date() == week_end(week):
                    return found
        return None

    @cached_property
    def weeks_listed(self) -> list[str]:
        """The weeks with a list up to this one, oldest first."""
        found = {p.stem for p in (self.root / "lists").glob("????-W??.parquet")}
        return sorted(w for w in found | {self.name} if w <= self.name and self._list_path(w) is not None)

    def list_of(self, week: str, columns: list[str]) -> pd.DataFrame:
        """Some columns of the list of a week, published or just made: nearly all its room is texts."""
        path = self._list_path(week)
        if path is None:
            raise RecordStoreError(f"{self.root}: has no list of {week}; make it first")
        return pd.read_parquet(path, columns=columns)

    def _list_path(self, week: str) -> Path | None:
        made = self.root / "weeks" / week / "list" / f"{week}.parquet"
        return next((p for p in (made, self.root / "lists" / f"{week}.parquet") if p.is_file()), None)

    @cached_property
    def feeds(self) -> Arrived:
        """The store as it was known on the Sunday, opened once."""
        (self.root / FOLDER).mkdir(exist_ok=True)
        return Arrived(self.records, self.as_of, self.scope, spill=self.root / FOLDER)

    def arrived(self, table: str, weeks: int) -> pd.DataFrame:
        """The rows that came in during so many weeks up to this Sunday."""
        key = (table, weeks)
        if key not in self._arrived:
            self._arrived[key] = self.feeds.rows(table, weeks_before(self.as_of, weeks))
        return self._arrived[key]

    @cached_property
    def _arrived(self) -> dict[tuple[str, int], pd.DataFrame]:
        """What was read already: several checks ask for the same rows."""
        return {}

    def before(self, check: str) -> list[dict[str, Any]]:
        """What earlier weeks' records say of a check, oldest first."""
        found = []
        for path in sorted((self.root / FOLDER).glob("????-W??.json")):
            if path.stem < self.name:
                record = json.loads(path.read_text(encoding="utf-8"))
                found += [c | {"week": record["week"]} for c in record["checks"] if c["name"] == check]
        return found


def scored(trained: Trained, matrix: pd.DataFrame) -> dict[str, np.ndarray]:
    """Index and risk of some rows in the models' units."""
    return {"poverty_index": trained.index.predict(matrix), "return_risk": trained.risk.probability(matrix)}
