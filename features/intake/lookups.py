"""What a conversion looks up: who belongs where, who stands for whom, and what areas are called."""

from datetime import date

import duckdb

from features.intake.macros import define_macros
from features.linkage.decisions import aliases
from features.records import Records, valid_on
from features.scope import Scope

REGISTER = """
    SELECT person_id, max_by(household_id, (left_on IS NULL, happened_on, known_on)) AS household_id
    FROM versions_members WHERE superseded_on IS NULL AND NOT withdrawn AND person_id IS NOT NULL GROUP BY person_id
"""
VILLAGES = """
    SELECT household_id, village_code FROM versions_households WHERE superseded_on IS NULL AND NOT withdrawn
"""
PLACES = """
    SELECT words, level, any_value(area_code) AS area_code FROM (
        SELECT area_code AS words, level, area_code FROM area_names
        UNION SELECT area_name, level, area_code FROM area_names
        UNION SELECT t.area_name || '/' || v.area_name, v.level, v.area_code FROM area_names v JOIN area_names t
            ON left(v.area_code, 9) || '000' = t.area_code AND v.level = 'village' AND t.level = 'township'
    ) GROUP BY words, level HAVING count(DISTINCT area_code) = 1
"""
"""Codes and names that mean one area; a name that two villages share means none without its township."""


def prepare_lookups(
    connection: duckdb.DuckDBPyConnection, records: Records, key: bytes, received: date, *, homes: bool = False
) -> None:
    """Make the macros and the tables `register`, `aliases`, `places` in `connection`; with `homes` `villages` too."""
    define_macros(connection, key)
    names = ("members", "areas", "households") if homes else ("members", "areas")
    records.register(connection, Scope.everything(), names=names)
    if homes:
        connection.execute(f"CREATE TEMP VIEW villages AS {VILLAGES}")
    connection.execute(f"CREATE TEMP TABLE register AS {REGISTER}")
    connection.execute("CREATE TEMP TABLE aliases (person_id VARCHAR, stands_for VARCHAR)")
    pairs = aliases(records.root)
    if pairs:
        connection.executemany("INSERT INTO aliases VALUES (?, ?)", list(pairs.items()))
    day = f"DATE '{received}'"
    connection.execute(
        "CREATE TEMP TABLE area_names AS SELECT area_code, level, area_name FROM versions_areas "
        f"WHERE {valid_on(day)} AND (ended_on IS NULL OR ended_on > {day})"
    )
    connection.execute(f"CREATE TEMP TABLE places AS {PLACES}")
