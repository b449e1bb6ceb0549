"""What the steps of training leave for the service: one folder with records, models, lists and assessments."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from features.by_household import rows_of
from features.errors import ModelFileError, RecordStoreError
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.vector import Vectors
from models.lists.papers import ABOUT, CAUSES, STANDING

POINTER = "champion.json"
LISTS = frozenset({"missing", "reasons", "uncertain", "lowers", "measures"})  # columns of assessments that are JSON


@dataclass(frozen=True)
class Run:
    """The artefacts of one run, read only."""

    root: Path

    @property
    def models(self) -> Path:
        """The trained models, one folder each, and champion.json."""
        return self.root / "models"

    @cached_property
    def records(self) -> Records:
        """The record store; raises RecordStoreError if the run has none."""
        if not (self.root / "records" / "source.json").is_file():
            raise RecordStoreError(f"{self.root} holds no records: run `make demo` first, or set POVERTY_RISK_RUN")
        return Records(self.root / "records")

    @property
    def vectors(self) -> Vectors:
        """The vectors of the run's dates."""
        return Vectors(self.root / "vectors")

    @cached_property
    def standards(self) -> Standards:
        """The official figures the records are judged by, the store's own before the built-in ones."""
        return Standards.load(self.records.root / "standards")

    @cached_property
    def county(self) -> str:
        """The county's 12-digit code."""
        return str(self.residents()["village_code"].iloc[0])[:6] + "000000"

    def champion(self) -> dict[str, Any]:
        """What champion.json says; raises ModelFileError if no model was promoted."""
        path = self.models / POINTER
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ModelFileError(
                f"{self.models} has no readable {POINTER}: run `make demo`, or promote a model"
            ) from None

    def champion_folder(self) -> Path:
        """The folder of the model in use."""
        return self.models / Path(str(self.champion()["model"])).name

    def weeks(self) -> list[str]:
        """The weeks that have a list, oldest first, as 2026-W47."""
        return sorted(path.stem for path in (self.root / "lists").glob("*-W*.parquet"))

    def listed(self, week: str) -> pd.DataFrame:
        """The list of a week, columns `models.lists.weekly.COLUMNS`."""
        return pd.read_parquet(self.root / "lists" / f"{week}.parquet")

    def standing(self, week: str) -> pd.DataFrame | None:
        """Where every assessed household stood in a week (`models.lists.papers`); None if it was not kept."""
        path = self.root / "lists" / week / STANDING
        return pd.read_parquet(path) if path.is_file() else None

    def causes(self, week: str) -> pd.DataFrame | None:
        """Household and cause of those at risk in a week (`models.groups`); None if it was not kept."""
        path = self.root / "lists" / week / CAUSES
        return pd.read_parquet(path) if path.is_file() else None

    def about(self, week: str) -> dict[str, Any]:
        """Capacity, currency, volume, comparison and alarms of a week; {} if they were not kept."""
        path = self.root / "lists" / week / ABOUT
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    @property
    def is_assessed(self) -> bool:
        """Whether anybody was assessed yet: a county's first files come before its first model."""
        return (self.root / "assessments.parquet").is_file()

    def residents(self) -> pd.DataFrame:
        """Every household of the latest assessments: household_id, village_code, group, monitored.

        Before the first assessment everybody in the register, of whom nobody is monitored as far as is known.
        """
        if self.is_assessed:
            return self.assessments()[["household_id", "village_code", "group", "monitored"]]
        rows = self.records.rows("households", self.last_day(), Scope.everything())
        rows = rows[rows["ended_on"].isna()].drop_duplicates("household_id", keep="last")
        group = rows["formerly_poor"].map({True: "return"}).fillna("entry")
        return rows[["household_id", "village_code"]].assign(group=group, monitored=False)

    def assessments(self) -> pd.DataFrame:
        """Everybody's assessment of the latest list's day, columns `models.assess.COLUMNS`."""
        return pd.read_parquet(self.root / "assessments.parquet")

    def assessment(self, household_id: str) -> dict[str, Any] | None:
        """One household's latest assessment with its JSON lists read; None if it was not assessed."""
        rows = self.assessed([household_id]).to_pylist()
        return None if not rows else {k: json.loads(v) if k in LISTS else v for k, v in rows[0].items()}

    def assessed(self, households: Sequence[str]) -> pa.Table:
        """The latest assessments of some households, sorted by household; those not assessed are left out."""
        return rows_of(self.root / "assessments.parquet", households)

    def risks(self, week: str) -> np.ndarray:
        """The return risk of everybody assessed in a week (of the latest, where the week's was not kept)."""
        path = self.root / "lists" / week / STANDING
        path = path if path.is_file() else self.root / "assessments.parquet"
        return _risks(path, path.stat().st_mtime_ns)

    def last_day(self) -> date:
        """The day of the latest assessments; today before the first."""
        if not self.is_assessed:
            return date.today()
        path = self.root / "assessments.parquet"
        return _last_day(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _last_day(path: Path, _made: int) -> date:
    return pd.read_parquet(path, columns=["as_of"])["as_of"].max().date()


@lru_cache(maxsize=8)
def _risks(path: Path, _made: int) -> np.ndarray:
    return pd.read_parquet(path, columns=["return_risk"])["return_risk"].to_numpy()
