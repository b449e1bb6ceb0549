"""Errors planted into a copy of the invented county, each rule's in households of their own."""

from dataclasses import dataclass
from datetime import date

import duckdb

from features.engine import connect
from features.quality.rule import Rule
from features.quality.views import prepare
from features.records import Records
from features.scope import Scope
from features.table import table
from tests.features.quality.planted import ABOLISHED_VILLAGE, PLANTS, Plant

NOWHERE = "990199999001"
EACH = 8  # errors planted per rule, or as many as the county has rows for
IDENTITIES = """
    INSERT INTO identities BY NAME SELECT
        household_id, person_id, 'I-' || record_id AS record_id, happened_on, known_on,
        md5(person_id) AS number_key, coalesce(identity_valid, TRUE) AS number_fits, born_on AS number_born_on,
        sex AS number_sex, md5(person_id || 'n') AS name_key, md5(household_id) AS phone_key, TRUE AS phone_fits
    FROM people QUALIFY row_number() OVER (PARTITION BY person_id, household_id ORDER BY happened_on DESC) = 1
"""
ABOLISHED = f"""
    INSERT INTO areas SELECT * REPLACE (left(area_code, 9) || '{ABOLISHED_VILLAGE}' AS area_code,
        record_id || '-abolished' AS record_id, as_of() - 100 AS ended_on, FALSE AS resettlement_site,
        TRUE AS hardened_road)
    FROM areas WHERE level = 'village' ORDER BY area_code LIMIT 1
"""


@dataclass
class PlantedCounty:
    """The county with planted errors: whom each rule must find, and everybody who was touched."""

    connection: duckdb.DuckDBPyConnection
    planted: dict[str, list[tuple[str, str]]]
    touched: set[str]

    def found(self, rule: Rule) -> set[tuple[str, str]]:
        """(household or area, person) of every finding."""
        rows = self.connection.execute(rule.find).df().to_dict("records")
        return {(str(r.get("household_id") or r.get("area_code")), str(r.get("person_id") or "")) for r in rows}


def county(store: Records, as_of: date) -> duckdb.DuckDBPyConnection:
    """The county's records as known on the day, as tables that may be changed, with identity checks invented."""
    connection = connect()
    prepare(connection, store, as_of, Scope.everything())
    connection.execute(IDENTITIES)
    connection.execute(ABOLISHED)
    return connection


def plant_all(connection: duckdb.DuckDBPyConnection) -> PlantedCounty:
    """Plant every rule's errors; no household serves two rules. The rarest rows are chosen first."""
    connection.execute("CREATE TEMP TABLE used (household_id VARCHAR)")
    connection.execute("CREATE TEMP TABLE original AS SELECT household_id, person_id FROM members")
    candidates = {n: _count(connection, f"SELECT count(*) FROM {p.table} t WHERE {p.where}") for n, p in PLANTS.items()}
    chosen = {n: _choose(connection, PLANTS[n]) for n in sorted(PLANTS, key=lambda n: candidates[n])}
    planted = {name: _plant(connection, name, PLANTS[name], rows) for name, rows in chosen.items()}
    planted |= _plant_area(connection)
    touched = {h for (h,) in connection.execute("SELECT DISTINCT household_id FROM used").fetchall()}
    touched |= {h for rows in planted.values() for h, _ in rows}
    persons = [p for rows in planted.values() for _, p in rows if p]
    for (home,) in connection.execute(
        "SELECT DISTINCT household_id FROM original WHERE person_id IN (SELECT unnest(?))", [persons]
    ).fetchall():
        touched.add(home)
    return PlantedCounty(connection, planted, touched)


def _plant_area(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """A village of a township that nobody has; nobody lives there."""
    connection.execute(
        f"INSERT INTO areas SELECT * REPLACE ('{NOWHERE}' AS area_code, 'planted-area' AS record_id, "
        "TRUE AS hardened_road) FROM areas WHERE level = 'village' ORDER BY area_code LIMIT 1"
    )
    return {"village_without_township": [(NOWHERE, "")]}


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return row[0] if row else 0


def _choose(connection: duckdb.DuckDBPyConnection, plant: Plant) -> list[str]:
    """Records to change, of households that no other rule uses, one per household."""
    rows = connection.execute(
        f"SELECT record_id, household_id FROM {plant.table} t WHERE ({plant.where}) "
        "AND household_id NOT IN (SELECT household_id FROM used) "
        "QUALIFY row_number() OVER (PARTITION BY household_id ORDER BY md5(record_id)) = 1 "
        f"ORDER BY md5(household_id) LIMIT {EACH}"
    ).fetchall()
    connection.executemany("INSERT INTO used VALUES (?)", [[h] for _, h in rows]) if rows else None
    return [r for r, _ in rows]


def _plant(connection: duckdb.DuckDBPyConnection, name: str, plant: Plant, records: list[str]) -> list[tuple[str, str]]:
    """Change the records; (household, person) whom the rule must find."""
    if not records:
        return []
    has_person = "person_id" in table(plant.table).all_columns
    person = "coalesce(person_id, '')" if has_person else "''"
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?) AS record_id", [records])
    among = "record_id IN (SELECT record_id FROM chosen)"
    before = connection.execute(f"SELECT household_id, {person} FROM {plant.table} WHERE {among}").fetchall()
    if plant.how == "delete":
        connection.execute(
            f"DELETE FROM {plant.table} WHERE household_id IN (SELECT household_id FROM {plant.table} WHERE {among})"
            + (f" AND ({plant.where})" if name == "eliminated_without_identification" else "")
        )
        return before
    changed = {"record_id": f"'{name}-' || n || '-' || record_id", **plant.sets}
    made = ", ".join(f"({sql}) AS {column}" for column, sql in changed.items())
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE made AS SELECT t.* REPLACE ({made}) FROM {plant.table} t, "
        f"range({plant.times}) copies(n) WHERE {among}"
    )
    if plant.how == "change":
        connection.execute(f"DELETE FROM {plant.table} WHERE {among}")
    connection.execute(f"INSERT INTO {plant.table} SELECT * FROM made")
    after = connection.execute(f"SELECT household_id, {person} FROM made").fetchall()
    return after
