"""What another system would send: households' records, table by table, as the interface takes them."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import pandas as pd

from features.records import Records
from features.scope import Scope
from features.table import Subject, Table, tables

STATED = [t for t in tables().values() if t.subject in (Subject.HOUSEHOLD, Subject.PERSON) and not t.leak]


@dataclass(frozen=True)
class Stated:
    """A run's records of households and their people, as they were known on a day."""

    rows: dict[str, pd.DataFrame]

    @classmethod
    def of(cls, root: Path, as_of: date) -> Self:
        """Read them."""
        records = Records(root / "records")
        covered = {c.table for c in records.coverage}
        wanted = [t for t in STATED if t.name in covered and "household_id" in t.all_columns]
        return cls({t.name: records.rows(t.name, as_of, Scope.everything()) for t in wanted})

    def records(self, named: dict[str, str], yuan: bool = False) -> dict[str, list[dict[str, Any]]]:
        """The rows of some households under other keys (`named`); with `yuan` incomes are a hundredth of theirs."""
        return {name: _rows(tables()[name], rows, named, yuan) for name, rows in self.rows.items()}


def _rows(contract: Table, rows: pd.DataFrame, named: dict[str, str], yuan: bool) -> list[dict[str, Any]]:
    """The rows of some households as JSON takes them."""
    mine = rows.loc[rows["household_id"].isin(named.keys()), [c for c in rows if c in contract.all_columns]]
    mine = mine.assign(household_id=mine["household_id"].map(named))
    if yuan and contract.name == "incomes":
        mine = mine.assign(amount_fen=mine["amount_fen"] // 100)
    days = {c: mine[c].dt.strftime("%Y-%m-%d") for c in mine.select_dtypes("datetime")}
    text = mine.assign(**days).to_json(orient="records")
    return [{k: v for k, v in row.items() if v is not None} for row in json.loads(text or "[]")]
