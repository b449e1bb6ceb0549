"""A household's records for a page: read within the caller's reach, each value shown as the role may see it."""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

import pyarrow as pa
from sqlalchemy.orm import Session

from features.errors import NotThereError
from features.privacy import Privacy
from features.table import Column, Table, table
from serving.access.caller import Caller
from serving.access.masking import value_shown
from serving.database.areas import Household
from serving.database.engine import saw
from serving.run import Run

UNSHOWN = ("household_id", "record_id")


@dataclass(frozen=True)
class Shown:
    """One table's records of a household: the columns that may be named and a dictionary per record, latest first.

    A value is None where it is unknown and `features.text.Text` where the caller may not see its class;
    codes come as the words of their code table.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


def household_of(session: Session, household_id: str) -> Household:
    """The household; raises NotThereError if it does not exist or lies out of reach, with the same words."""
    household = session.get(Household, household_id)
    if household is None:
        raise NotThereError("在您的辖区内没有此户", "there is no such household within your area")
    return household


def records_of(session: Session, run: Run, caller: Caller, household_id: str, as_of: date) -> dict[str, Shown]:
    """Every table with a record of the household as known on `as_of`, in the tables' order."""
    household = household_of(session, household_id)
    saw(session, [household.household_id])
    found = run.records.of_household(household_id, as_of, caller.within.scope)
    return {name: shown(table(name), rows, caller) for name, rows in found.items() if len(rows)}


def shown(contract: Table, rows: pa.Table, caller: Caller) -> Shown:
    """A table's rows as `caller` may see them; what is for the fairness audit only is left out."""
    columns = tuple(
        c
        for c in contract.all_columns.values()
        if c.privacy is not Privacy.AUDIT_ONLY and c.name not in UNSHOWN and c.name in rows.column_names
    )
    ordered = sorted(rows.to_pylist(), key=itemgetter("happened_on"), reverse=True)
    made = [{c.name: _cell(c, row[c.name], caller) for c in columns} for row in ordered]
    return Shown(contract, columns, made)


def _cell(column: Column, value: Any, caller: Caller) -> Any:
    if value is None or value != value:  # NaN is unknown as well
        return None
    if column.codes and value in column.codes:
        value = column.codes[value]
    return value_shown(value, column.privacy, caller)
