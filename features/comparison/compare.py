"""Runs every comparison over the records as known on a day."""

from collections.abc import Mapping
from datetime import date

import duckdb

from features.comparison.kind import Comparison, comparisons
from features.comparison.tasks import Difference
from features.engine import connect
from features.errors import PovertyRiskError
from features.progress import track
from features.quality.views import prepare
from features.records import Records
from features.scope import Scope


def compare(
    records: Records, as_of: date, scope: Scope, *, chosen: Mapping[str, Comparison] | None = None
) -> list[Difference]:
    """Every difference between departments inside `scope`, as known on `as_of`."""
    wanted = list((comparisons() if chosen is None else chosen).values())
    with connect() as connection:
        prepare(connection, records, as_of, scope)
        villages = dict(connection.execute("SELECT household_id, village_code FROM households").fetchall())
        found = [_differences(connection, one, villages) for one in track(wanted, "比对 / Comparing")]
    return [difference for some in found for difference in some]


def _differences(
    connection: duckdb.DuckDBPyConnection, one: Comparison, villages: Mapping[str, str]
) -> list[Difference]:
    try:
        rows = connection.execute(one.guarded).df().to_dict("records")
    except duckdb.Error as error:
        raise PovertyRiskError(f"comparison {one.name}: its SQL does not run ({type(error).__name__})") from None
    return [_difference(one, {str(k): v for k, v in row.items()}, villages) for row in rows]


def _difference(one: Comparison, row: Mapping[str, object], villages: Mapping[str, str]) -> Difference:
    household = str(row["household_id"])
    person = row.get("person_id")
    return Difference(
        comparison=one.name,
        household_id=household,
        person_id="" if person is None or person != person else str(person),
        area_code=villages.get(household, ""),
        subject=str(row.get("subject", "")),
        weight=min(1.0, max(0.0, float(str(row["weight"])))),
        words=one.words(row),
    )
