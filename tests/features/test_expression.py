"""The SQL of a feature's aggregates, limited to some of the rows."""

import duckdb
import pytest

from features import expression

ROWS = """
    (SELECT * FROM (VALUES
        (1, 4.0, true, DATE '2026-01-01'), (2, 9.0, false, DATE '2026-02-01'), (3, 2.5, true, DATE '2026-03-01'),
        (4, NULL, true, DATE '2026-04-01'), (5, 4.0, NULL, DATE '2026-05-01'), (6, 8.0, true, DATE '2026-06-01')
    ) AS r(record_id, x, kept, happened_on))
"""


def asked(aggregate):
    return duckdb.connect().execute(f"SELECT {aggregate} FROM {ROWS} r").fetchall()


@pytest.mark.parametrize("kept", ["kept", "record_id > 6"])
@pytest.mark.parametrize(
    "aggregate",
    [
        *("count(*)", "count(x)", "count(DISTINCT x)", "sum(x)", "avg(x)", "min(x)", "max(x)", "median(x)"),
        *("stddev_samp(x)", "quantile_cont(x, 0.25)", "max_by(x, happened_on)", "max_by(x, happened_on, 2)"),
        *("min_by(x, happened_on)", "bool_or(x > 4)", "list(x)"),
    ],
)
def test_an_aggregate_limited_to_some_rows_is_that_of_these_rows_alone(aggregate, kept):
    assert asked(expression.compiled(aggregate, kept)) == asked(f"{aggregate} FILTER (WHERE {kept})")


def test_a_condition_of_its_own_is_met_as_well():
    assert asked(expression.compiled("sum(x) FILTER (WHERE x < 5)", "kept")) == [(6.5,)]


@pytest.mark.parametrize(("sql", "expected"), [("latest(x)", 8.0), ("previous(x)", 2.5)])
def test_the_latest_records_are_those_of_the_rows_that_count(sql, expected):
    written = expression.compiled(sql, "kept").replace("known_on := known_on, ", "")
    assert asked(written) == [(expected,)]


def test_columns_are_replaced_by_what_stands_for_them():
    assert expression.replaced("a / b", {"a": "x + 1", "b": "y"}) == "(x + 1) / y"
