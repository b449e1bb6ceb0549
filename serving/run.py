"""What the steps of training leave for the service: one folder with records, models, lists and assessments."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from features.errors import ModelFileError, RecordStoreError
from features.records import Records
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
        villages = pd.read_parquet(self.root / "assessments.parquet", columns=["village_code"])["village_code"]
        return str(villages.iloc[0])[:6] + "000000"

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

    def assessments(self) -> pd.DataFrame:
        """Everybody's assessment of the latest list's day, columns `models.assess.COLUMNS`."""
        return pd.read_parquet(self.root / "assessments.parquet")

    def assessment(self, household_id: str) -> dict[str, Any] | None:
        """One household's latest assessment with its JSON lists read; None if it was not assessed."""
        path = self.root / "assessments.parquet"
        rows = pd.read_parquet(path, filters=[("household_id", "==", household_id)]).to_dict("records")
        return None if not rows else {str(k): json.loads(v) if k in LISTS else v for k, v in rows[0].items()}

    def last_day(self) -> date:
        """The day of the latest assessments."""
        days = pd.read_parquet(self.root / "assessments.parquet", columns=["as_of"])["as_of"]
        return days.max().date()
