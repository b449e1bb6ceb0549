"""Holds a batch of rows against the contract of its table before anything is written."""

import pandas as pd
import pyarrow as pa

from features.engine import ask
from features.errors import ContractError
from features.table import Column, Kind, Table

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}

_TWICE = "SELECT count(*) - count(DISTINCT (record_id, known_on)) FROM typed WHERE record_id IS NOT NULL"
_WHICH_COUNTS = (
    "two versions of one record_id became known on the same day, so nobody can say which counts; "
    "keep the last, or give each record an id of its own"
)


def checked(contract: Table, rows: pd.DataFrame | pa.Table) -> pa.Table:
    """`rows` with exactly the contract's columns and types, in the contract's order.

    Raises ContractError with table, column, rule and the number of rows that break it; never with
    a value.
    """
    arrow = rows if isinstance(rows, pa.Table) else pa.Table.from_pandas(rows, preserve_index=False)
    unknown = set(arrow.column_names) - set(contract.all_columns)
    if unknown:
        raise ContractError(
            f"table {contract.name}: unknown column {', '.join(sorted(unknown))}; "
            f"the contract has {', '.join(contract.all_columns)}"
        )
    columns = [_typed(contract, column, arrow) for column in contract.all_columns.values()]
    typed = pa.table(dict(zip(contract.all_columns, columns, strict=True)))
    _check_rules(contract, typed)
    return typed


def _typed(contract: Table, column: Column, arrow: pa.Table) -> pa.ChunkedArray:
    kind = _ARROW[column.kind.sql]
    if column.name not in arrow.column_names:
        if column.name == "withdrawn":
            return pa.chunked_array([pa.repeat(pa.scalar(False), arrow.num_rows)])
        if column.required:
            raise ContractError(
                f"table {contract.name}: required column {column.name} is missing; "
                f"add it ({column.label.zh} / {column.label.en})"
            )
        return pa.chunked_array([pa.nulls(arrow.num_rows, kind)])
    try:
        return arrow.column(column.name).cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise ContractError(
            f"table {contract.name}: column {column.name} is not of type {column.kind.name}; convert it at the source"
        ) from None


def _check_rules(contract: Table, typed: pa.Table) -> None:
    rules = _rules(contract)
    counts = ", ".join(f"count(*) FILTER (WHERE {broken})" for broken, _ in rules)
    with ask() as connection:
        connection.register("typed", typed)
        found = connection.execute(f"SELECT {counts} FROM typed").fetchone() or ()
        twice = connection.execute(_TWICE).fetchone() or (0,)
    for number, (_, sentence) in zip((*found, *twice), (*rules, ("", _WHICH_COUNTS)), strict=True):
        if number:
            raise ContractError(f"table {contract.name}: {sentence} ({number} of {typed.num_rows} rows)")


def _rules(contract: Table) -> list[tuple[str, str]]:
    """SQL that finds broken rows, each with its sentence."""
    rules = [("happened_on > known_on", "known_on lies before happened_on; nothing is known before it happens")]
    for name, column in contract.all_columns.items():
        if column.required:
            rules.append((f"{name} IS NULL", f"required column {name} is empty"))
        if column.codes:
            codes = ", ".join(f"'{code}'" for code in column.codes)
            rules.append((f"{name} NOT IN ({codes})", f"column {name} has a value outside its codes ({codes})"))
        if column.at_least is not None:
            rules.append((f"{name} < {column.at_least}", f"column {name} is below {column.at_least}"))
        if column.at_most is not None:
            rules.append((f"{name} > {column.at_most}", f"column {name} is above {column.at_most}"))
        if column.kind is Kind.NUMBER:
            rules.append((f"NOT isfinite({name})", f"column {name} is not a finite number"))
        if name in ("area_code", "village_code"):
            rules.append(
                (f"NOT regexp_full_match({name}, '[0-9]{{12}}')", f"column {name} is no 12-digit division code")
            )
    return rules
