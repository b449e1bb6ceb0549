"""Evaluates SQL conditions and expressions over a frame of vectors: the words alerts are written in.

Three-valued, as SQL is: a condition over an unknown value is neither true nor false but unknown.
"""

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import pyarrow as pa
from sqlglot import exp, parse_one

from features import expression
from features.engine import ask
from features.errors import DeclarationError


def names_in(sql: str) -> frozenset[str]:
    """The columns a condition reads; raises DeclarationError when it is not SQL.

    >>> sorted(names_in("loans_overdue > 0 AND income_fall_3m >= least_fall"))
    ['income_fall_3m', 'least_fall', 'loans_overdue']
    """
    return frozenset(expression.columns(sql))


def bound(sql: str, column: str) -> tuple[str, float | str]:
    """What the condition first compares `column` with: the operator, and a number or a name.

    Raises DeclarationError when it sets no lower bound to the column.

    >>> bound("grade >= 3", "grade"), bound("months > least_months AND wage > line", "months")
    (('>=', 3.0), ('>', 'least_months'))
    """
    for one in parse_one(sql, read="duckdb").find_all(exp.GT, exp.GTE):
        if isinstance(one.this, exp.Column) and one.this.name == column:
            other = one.expression
            found = float(other.this) if isinstance(other, exp.Literal) else other.name
            return (">=" if isinstance(one, exp.GTE) else ">"), found
    raise DeclarationError(f"condition {sql!r}: sets no lower bound to {column}")


def check_condition(sql: str, known: set[str], what: str) -> None:
    """Raise DeclarationError if `sql` reads a column that is not `known`, or aggregates."""
    expression.check_columns(names_in(sql), known, what, "its of=(…) and standards")
    expression.check_scalar(sql, what)


def conditions(frame: pd.DataFrame, sql: Mapping[str, str]) -> pd.DataFrame:
    """Every condition of `sql` for every row of `frame`, in its order: boolean, NA where unknown.

    >>> conditions(pd.DataFrame({"x": [1.0, 3.0, None]}), {"large": "x > 2"})["large"].tolist()
    [False, True, <NA>]
    """
    return _selected(frame, {n: f"CAST(({s}) AS BOOLEAN)" for n, s in sql.items()}, "boolean")


def expressions(frame: pd.DataFrame, sql: Mapping[str, str]) -> pd.DataFrame:
    """Every expression of `sql` for every row of `frame`, in its order: float64, NaN where unknown."""
    return _selected(frame, {n: f"CAST(({s}) AS DOUBLE)" for n, s in sql.items()}, "float64")


def _selected(frame: pd.DataFrame, sql: Mapping[str, str], kind: Literal["boolean", "float64"]) -> pd.DataFrame:
    if not sql:
        return pd.DataFrame(index=frame.index)
    columns = ", ".join(f"{expression.compiled_condition(s)} AS {n}" for n, s in sql.items())
    with ask() as connection:
        connection.register("given", _numbered(frame, sql))
        rows = connection.sql(f"SELECT {columns} FROM given ORDER BY row_number_").to_arrow_table()
    found = {name: pd.Series(rows[name].to_numpy(), index=frame.index, dtype="object") for name in sql}
    return pd.DataFrame(found).astype(kind)


def _numbered(frame: pd.DataFrame, sql: Mapping[str, str]) -> pa.Table:
    """The columns that are read, NaN as null, and the row's place (the engine keeps no order)."""
    read = sorted({name for one in sql.values() for name in names_in(one)})
    arrays = {n: pa.array(frame[n].astype("float64"), from_pandas=True) for n in read}
    return pa.table({**arrays, "row_number_": pa.array(range(len(frame)), pa.int64())})
