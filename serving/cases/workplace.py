"""What a case or a visit is worked with: the day, the records, the vault, and the figures in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from fastapi import Request

from features.holdings import VECTORS
from features.standard import LINE, Standards
from features.vector import Vectors
from serving.cases.clock import Calendar
from serving.run import Run
from serving.vault import Vault


@dataclass(frozen=True)
class Workplace:
    """The workplace of one request."""

    run: Run
    vault: Vault
    today: date

    @classmethod
    def of(cls, request: Request) -> "Workplace":
        """The workplace of a request."""
        state = request.app.state
        return cls(state.run, state.vault, state.settings.day())

    @cached_property
    def standards(self) -> Standards:
        """The figures in force for the records."""
        return Standards.load(self.run.records.root / "standards")

    def calendar(self, area_code: str) -> Calendar:
        """The working days of an area."""
        return Calendar(self.standards, area_code)

    def line(self, area_code: str) -> float:
        """The monitoring line of an area today, CNY per person and year; raises MissingStandardError."""
        return self.standards.amount(LINE, area_code, self.today)

    def least_publicity(self, area_code: str) -> int:
        """How many days a publicity must last."""
        return int(self.standards.amount("procedure_days", area_code, self.today, "publicity"))

    def facts(self, household_id: str) -> Mapping[str, float]:
        """The household's latest features in people's units; what is unknown, or has no vector, is left out."""
        vectors = Vectors(self.run.root / VECTORS)
        days = [day for day in vectors.dates if day <= self.today]
        if not days:
            return {}
        rows = pd.read_parquet(vectors.path(max(days)), filters=[("household_id", "==", household_id)])
        numbers = rows.select_dtypes("number")
        return {str(k): float(v) for k, v in numbers.iloc[0].dropna().items()} if len(rows) else {}
