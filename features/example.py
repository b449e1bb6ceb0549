"""Runs a feature on its own example: a few records in, one value per household out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd

from features import query
from features.ascii_table import read_ascii
from features.assembly import Assembly
from features.engine import connect
from features.feature import Feature
from features.table import Subject, Table, table

_PSEUDO = {"is_member": "BOOLEAN", "age_years": "BIGINT"}
_VILLAGE = "990101001001"


def run_example(feature: Feature) -> dict[str, float | None]:
    """The feature's value for every household of its example's `expect`; None is UNKNOWN."""
    return run_variants(feature, {feature.name: feature})[feature.name]


def run_variants(feature: Feature, variants: Mapping[str, Feature]) -> dict[str, dict[str, float | None]]:
    """The same for each of `variants`, features of another kind run on the records of `feature`'s example.

    A variant differs in what it does with the rows (window, where, when_empty …), not in its table.
    """
    with connect() as connection:
        rows = _derived(connection, feature, variants) if feature.of else _of_records(connection, feature, variants)
    return {n: {h: rows.get(h, {}).get(n) for h in feature.example.expect} for n in variants}


Values = dict[str, dict[str, float | None]]


def _of_records(connection: duckdb.DuckDBPyConnection, feature: Feature, variants: Mapping[str, Feature]) -> Values:
    as_of = feature.example.as_of or date(2025, 6, 30)
    for name in sorted({"households", "members", feature.table}):
        _empty(connection, table(name))
    _load(connection, table(feature.table), read_ascii(feature.example.records))
    assembly = Assembly(connection, [as_of], declared=variants)
    assembly.prepare()
    _population(connection, list(feature.example.expect), as_of)
    _persons(connection, feature, as_of)
    assembly.compute(None, None)
    return _by_household(connection, f"SELECT household_id, {', '.join(variants)} FROM vector", list(variants))


def _by_household(connection: duckdb.DuckDBPyConnection, sql: str, names: list[str]) -> Values:
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in connection.execute(sql).fetchall()}


def _empty(connection: duckdb.DuckDBPyConnection, contract: Table) -> None:
    columns = ", ".join(f"{n} {c.kind.sql}" for n, c in contract.all_columns.items())
    connection.execute(f"CREATE TEMP TABLE versions_{contract.name} ({columns}, superseded_on DATE)")


def _load(connection: duckdb.DuckDBPyConnection, contract: Table, rows: list[dict[str, str | None]]) -> None:
    """The example's rows as versions; record_id, known_on and the village are filled in where left out."""
    kinds = {n: c.kind.sql for n, c in contract.all_columns.items()} | {"superseded_on": "DATE"}
    for number, row in enumerate(rows):
        full: dict[str, str | None] = {"record_id": f"R{number:03d}", "withdrawn": "false"}
        full["known_on"] = row.get("happened_on")
        if contract.subject is Subject.AREA:
            full["area_code"] = _VILLAGE
        if "after_clue" in kinds:  # rows are visible unless the example says otherwise
            full["after_clue"] = "false"
        full.update({k: v for k, v in row.items() if k not in _PSEUDO})
        names = ", ".join(full)
        cells = ", ".join(f"CAST(? AS {kinds[n]})" for n in full)
        connection.execute(f"INSERT INTO versions_{contract.name} ({names}) VALUES ({cells})", list(full.values()))


def _population(connection: duckdb.DuckDBPyConnection, households: list[str], as_of: date) -> None:
    spine = pd.DataFrame({"household_id": households})
    connection.register("example_households", spine)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE spine AS SELECT DATE '{as_of}' AS as_of, household_id, "
        f"'{_VILLAGE}' AS village_code, left('{_VILLAGE}', 9) || '000' AS township_code FROM example_households"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE places AS {query.PLACES}")


def _persons(connection: duckdb.DuckDBPyConnection, feature: Feature, as_of: date) -> None:
    """Membership and age, where the example states them beside its records."""
    seen: dict[str, tuple] = {}
    for row in read_ascii(feature.example.records):
        person = row.get("person_id")
        if person and ("is_member" in row or "age_years" in row):
            seen[person] = (row.get("household_id"), row.get("is_member") or "true", row.get("age_years"))
    for person, (household, is_member, age) in seen.items():
        connection.execute(
            "INSERT INTO persons (as_of, person_id, household_id, is_member, age_years) "
            "VALUES (?, ?, ?, CAST(? AS BOOLEAN), CAST(? AS BIGINT))",
            [as_of, person, household, is_member, age],
        )


def _derived(connection: duckdb.DuckDBPyConnection, feature: Feature, variants: Mapping[str, Feature]) -> Values:
    rows = read_ascii(feature.example.values)
    keys = "as_of DATE, household_id VARCHAR, village_code VARCHAR, township_code VARCHAR"
    columns = ", ".join(f"{n} DOUBLE" for n in feature.of)
    connection.execute(f"CREATE TEMP TABLE given ({keys}, {columns})")
    for row in rows:
        cells = [date(2025, 6, 30), row["household_id"], row.get("village_code") or _VILLAGE]
        cells += [row.get("township_code") or _VILLAGE[:9] + "000"] + [row[n] for n in feature.of]
        marks = ", ".join("?" for _ in cells)
        connection.execute(f"INSERT INTO given VALUES ({marks})", cells)
    values = ", ".join(query.derived_sql(replace(one, name=name)) for name, one in variants.items())
    return _by_household(connection, f"SELECT household_id, {values} FROM given", list(variants))
