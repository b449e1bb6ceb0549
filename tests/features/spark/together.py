"""Every feature's example at once: what each engine must make of all of them, in a few queries instead of hundreds.

Each example gets households, persons and a county of its own, so that none sees another's records.
"""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from features.ascii_table import read_ascii
from features.assembly import Assembly
from features.feature import Feature, features
from features.query import PLACES, derived_sql
from features.table import Subject, tables

VILLAGE, DERIVED_DAY = "990101001001", date(2025, 6, 30)
ARROW = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "DATE": pa.date32()}
ARROW |= {"BOOLEAN": pa.bool_()}
Values = dict[tuple[str, str], float | None]


def expected() -> Values:
    """What every example says, by feature and household."""
    return {(n, h): None if v is None else float(v) for n, f in features().items() for h, v in f.example.expect.items()}


def found_by(connection) -> Values:
    """What an engine makes of every example."""
    return of_records(connection) | of_values(connection)


def of_records(connection) -> Values:
    some = {n: f for n, f in features().items() if f.table}
    for name, rows in versions(some).items():
        connection.register(f"versions_{name}", rows)
    assembly = Assembly(connection, sorted({f.example.as_of for f in some.values()}), declared=some)
    assembly.prepare()
    remake(connection, "spine", spine(some), "*, left(village_code, 9) || '000' AS township_code")
    remake(connection, "persons", persons(some))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE places AS {PLACES}")
    assembly.compute(None, None)
    rows = connection.execute(f"SELECT as_of, household_id, {', '.join(some)} FROM vector").fetchall()
    return own(some, ((*row[:2], dict(zip(some, row[2:], strict=True))) for row in rows))


def of_values(connection) -> Values:
    some = {n: f for n, f in features().items() if f.of}
    connection.register("given", given(some))
    values = ", ".join(derived_sql(f) for f in some.values())
    rows = connection.execute(f"SELECT as_of, household_id, {values} FROM given").fetchall()
    return own(some, ((*row[:2], dict(zip(some, row[2:], strict=True))) for row in rows))


def own(some: dict[str, Feature], rows: Iterator[tuple]) -> Values:
    """Of every household the one feature in whose example it stands, on that example's day."""
    found: Values = {}
    for as_of, household, values in rows:
        name, _, plain = household.partition("/")
        if name in some and as_of == (some[name].example.as_of or DERIVED_DAY):
            found[name, plain] = values[name]
    return found


def versions(some: dict[str, Feature]) -> dict[str, pa.Table]:
    """`versions_<table>` of every table the examples write, and of those a vector cannot do without."""
    rows: dict[str, list[dict]] = {n: [] for n in {"households", "members"} | {f.table for f in some.values()}}
    for number, feature in enumerate(some.values()):
        rows[feature.table] += [version(feature, number, place, row) for place, row in written(feature)]
    return {name: typed(name, found) for name, found in rows.items()}


def written(feature: Feature) -> Iterator[tuple[int, dict]]:
    return enumerate(read_ascii(feature.example.records))


def version(feature: Feature, number: int, place: int, row: dict) -> dict:
    """A row of an example as a version, its names made the example's own."""
    full = {"record_id": f"R{place:03d}", "withdrawn": "false", "known_on": row.get("happened_on"), **row}
    full["record_id"] = f"{feature.name}/{full['record_id']}"
    full.setdefault("after_clue", "false")
    if tables()[feature.table].subject is Subject.AREA:
        full["area_code"] = own_county(full.get("area_code") or VILLAGE, number)
    return full | {n: f"{feature.name}/{full[n]}" for n in ("household_id", "person_id") if full.get(n)}


def own_county(code: str, number: int) -> str:
    return f"99{number + 1000}" + code[6:] if code.startswith("990101") else code


def typed(name: str, rows: list[dict]) -> pa.Table:
    """Texts as the contract's types, and `superseded_on`."""
    kinds = {n: ARROW[c.kind.sql] for n, c in tables()[name].all_columns.items()} | {"superseded_on": pa.date32()}
    return pa.table({n: pa.array([r.get(n) for r in rows], pa.string()).cast(kind) for n, kind in kinds.items()})


def spine(some: dict[str, Feature]) -> pa.Table:
    rows = [
        {"as_of": f.example.as_of, "household_id": f"{f.name}/{h}", "village_code": own_county(VILLAGE, number)}
        for number, f in enumerate(some.values())
        for h in f.example.expect
    ]
    return pa.Table.from_pylist(rows)


def persons(some: dict[str, Feature]) -> pa.Table:
    """Membership and age, where an example states them beside its records."""
    seen: dict[str, dict] = {}
    for feature in some.values():
        for _, row in written(feature):
            if row.get("person_id") and ("is_member" in row or "age_years" in row):
                person = f"{feature.name}/{row['person_id']}"
                seen[person] = {
                    "as_of": feature.example.as_of,
                    "person_id": person,
                    "household_id": f"{feature.name}/{row['household_id']}",
                    "is_member": (row.get("is_member") or "true") == "true",
                    "age_years": None if row.get("age_years") is None else int(row["age_years"]),
                }
    return pa.Table.from_pylist(list(seen.values()))


def given(some: dict[str, Feature]) -> pa.Table:
    """The values of every derived feature's example, those of others empty."""
    read = sorted({name for f in some.values() for name in f.of})
    rows = []
    for number, feature in enumerate(some.values()):
        for row in read_ascii(feature.example.values):
            village = own_county(row.get("village_code") or VILLAGE, number)
            township = own_county(row.get("township_code") or VILLAGE[:9] + "000", number)
            keys = {"as_of": DERIVED_DAY, "household_id": f"{feature.name}/{row['household_id']}"}
            keys |= {"village_code": village, "township_code": township}
            rows.append(keys | {n: None if row.get(n) is None else float(row[n]) for n in read})
    return pa.Table.from_pylist(
        rows,
        schema=pa.schema(
            [
                ("as_of", pa.date32()),
                *((n, pa.string()) for n in ("household_id", "village_code", "township_code")),
                *((n, pa.float64()) for n in read),
            ]
        ),
    )


def remake(connection, name: str, rows: pa.Table, columns: str = "*") -> None:
    connection.register("rows", rows)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM rows")
    connection.unregister("rows")
