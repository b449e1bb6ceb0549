"""What becomes of every row of a part: accepted, quarantined, already known, or without content for us."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import duckdb

from features.intake.again import Again
from features.intake.conversion import Conversion
from features.intake.faults import sentence
from features.intake.headings import Fault, view_part
from features.intake.reading import Part
from features.records import Records
from features.scope import Scope
from features.sources.export import Export
from features.table import Subject, Table, table

EVERYWHERE = Scope.everything()


@dataclass(frozen=True)
class Fates:
    """Counts of the rows of a part; the rows themselves stand in tables of the connection.

    `fresh_<table>` holds the new and changed records of each table, `faulty` the places of faults
    (row, heading, field, table, code, unit), `waiting` their rows. `kept` counts known rows of a file sent
    again that say otherwise than what stands.
    """

    read: int
    accepted: int
    quarantined: int
    known: int
    without_content: int
    kept: int = 0


def decide(
    connection: duckdb.DuckDBPyConnection,
    export: Export,
    part: Part,
    records: Records,
    received: str,
    scope: Scope = EVERYWHERE,
    again: Again | None = None,
) -> Fates:
    """Convert the part and settle every row; see `Fates` for the tables it leaves. Table `disputed` must be there.

    A row about somebody or somewhere outside `scope` waits, as does one of which nothing says where it belongs.
    Of a file that comes `again` only rows that waited are settled anew; the others are known.
    """
    headings = view_part(connection, part)
    conversions = [Conversion(export, rows, headings, received) for rows in export.all_rows]
    connection.execute("DROP TABLE IF EXISTS faulty")
    connection.execute(
        "CREATE TEMP TABLE faulty (row BIGINT, heading VARCHAR, field VARCHAR, tab VARCHAR, code VARCHAR, unit VARCHAR)"
    )
    twice: set[int] = set()
    for number, conversion in enumerate(conversions):
        _make(connection, number, conversion)
        if _comes_twice(connection, number):
            twice.add(number)
            _contradictions(connection, number, conversion)
        _disputes(connection, number, conversion)
    if scope != EVERYWHERE:
        _outside(connection, conversions, scope)
    connection.execute("INSERT INTO faulty SELECT row, '', '', '', 'too_many_cells', '' FROM raw WHERE overflow")
    connection.execute("CREATE OR REPLACE TEMP TABLE bad AS SELECT DISTINCT row FROM faulty")
    _identify(connection, conversions)
    for name in dict.fromkeys(c.contract.name for c in conversions):
        some = [n for n, c in enumerate(conversions) if c.contract.name == name]
        _settle(connection, table(name), some, records, received, unique=len(some) == 1 and some[0] not in twice)
    names = list(dict.fromkeys(c.contract.name for c in conversions))
    kept = _leave_known(connection, names, again, part.sheet) if again else 0
    connection.execute("CREATE OR REPLACE TEMP TABLE waiting AS SELECT DISTINCT row FROM faulty")
    return replace(_count(connection, names, part.rows), kept=kept)


def _make(connection: duckdb.DuckDBPyConnection, number: int, conversion: Conversion) -> None:
    """Table made_<n>: our columns with record_id; faults of what is broken go to `faulty`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE made_{number} AS {conversion.made_sql}")
    row = connection.execute(f"SELECT count(*) FROM made_{number} WHERE broken").fetchone()
    if row and row[0]:
        _explain(connection, number, conversion, conversion.faults)


def _explain(connection: duckdb.DuckDBPyConnection, number: int, conversion: Conversion, faults: list[Fault]) -> None:
    tests = ", ".join(f"CASE WHEN {f.broken} THEN {i} END" for i, f in enumerate(faults))
    words = [(i, f.heading, f.column, conversion.contract.name, f.code, f.unit) for i, f in enumerate(faults)]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE possible (i INT, h VARCHAR, f VARCHAR, t VARCHAR, c VARCHAR, u VARCHAR)"
    )
    connection.executemany("INSERT INTO possible VALUES (?, ?, ?, ?, ?, ?)", words)
    connection.execute(
        f"INSERT INTO faulty SELECT row, h, f, t, c, u FROM (SELECT row, unnest([{tests}]) AS i FROM "
        f"(SELECT * FROM ({conversion.typed_sql}) SEMI JOIN (SELECT row FROM made_{number} WHERE broken) USING (row))) "
        "JOIN possible USING (i)"
    )


def _comes_twice(connection: duckdb.DuckDBPyConnection, number: int) -> bool:
    """Whether some record may stand in the part more than once; told by hashes, which hardly any two share."""
    found = connection.execute(
        f"SELECT 1 FROM made_{number} WHERE NOT broken GROUP BY hash(record_id) HAVING count(*) > 1 LIMIT 1"
    )
    return found.fetchone() is not None


def _contradictions(connection: duckdb.DuckDBPyConnection, number: int, conversion: Conversion) -> None:
    """The same record several times in one part with different content: all of these rows wait."""
    content = ", ".join(conversion.made)
    key = conversion.key_words.replace("'", "''")
    connection.execute(
        f"INSERT INTO faulty SELECT row, '{key}', '', '{conversion.contract.name}', 'contradiction', '' "
        f"FROM made_{number} SEMI JOIN (SELECT record_id FROM (SELECT record_id, hash(row({content})) AS content "
        f"FROM made_{number} SEMI JOIN (SELECT record_id FROM made_{number} WHERE NOT broken GROUP BY record_id "
        "HAVING count(*) > 1) USING (record_id) WHERE NOT broken) "
        "GROUP BY record_id HAVING count(DISTINCT content) > 1) USING (record_id)"
    )


def _disputes(connection: duckdb.DuckDBPyConnection, number: int, conversion: Conversion) -> None:
    """What another part of the file says differently (table `disputed`): these rows wait in every part."""
    key = conversion.key_words.replace("'", "''")
    connection.execute(
        f"INSERT INTO faulty SELECT row, '{key}', '', '{conversion.contract.name}', 'contradiction', '' "
        f"FROM made_{number} SEMI JOIN (SELECT record_id FROM disputed WHERE number = {number}) USING (record_id)"
    )


def _identify(connection: duckdb.DuckDBPyConnection, conversions: list[Conversion]) -> None:
    """Table bad_records: the records of bad rows of which no cell is wrong that the record's identity is made of."""
    unsure = " OR ".join(f"(tab = '{c.contract.name}' AND field IN {_listed(c.rows.key)})" for c in conversions)
    made = " UNION ALL ".join(f"SELECT row, record_id FROM made_{n}" for n in range(len(conversions)))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE bad_records AS SELECT row, record_id FROM ({made}) SEMI JOIN bad USING (row) "
        f"ANTI JOIN (SELECT row FROM faulty WHERE code = 'too_many_cells' OR {unsure}) USING (row)"
    )


def _listed(words: Collection[str]) -> str:
    return "(" + ", ".join("'" + w.replace("'", "''") + "'" for w in words) + ")"


def _leave_known(connection: duckdb.DuckDBPyConnection, names: list[str], again: Again, sheet: str) -> int:
    """Leave out, of fresh records and faults, what did not wait or was corrected since; how many rows differ."""
    rows = ", ".join(map(str, again.rows(sheet))) or "NULL"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE asked AS SELECT unnest([{rows}]::BIGINT[]) AS row")
    connection.execute("DELETE FROM faulty WHERE row NOT IN (SELECT row FROM asked)")
    known = f"row NOT IN (SELECT row FROM asked) OR coalesce(stood IN {_listed(['', *again.later])}, FALSE)"
    for name in names:
        fresh = f"CREATE OR REPLACE TEMP VIEW fresh_{name} AS SELECT * FROM said_{name} WHERE NOT ({known})"
        connection.execute(fresh)
    kept = " UNION ".join(f"SELECT row FROM said_{name} WHERE {known}" for name in names)
    row = connection.execute(f"SELECT count(*) FROM ({kept})").fetchone()
    return int(row[0]) if row else 0


def _outside(connection: duckdb.DuckDBPyConnection, conversions: list[Conversion], scope: Scope) -> None:
    """Rows that do not lie inside `scope`; a household must lie inside wherever this part or the records place it."""
    own = [f"SELECT household_id, village_code FROM made_{n}" for n, c in enumerate(conversions) if _settles_home(c)]
    homes = " UNION ALL ".join([*own, "SELECT household_id, village_code FROM villages"])
    for number, conversion in enumerate(conversions):
        contract = conversion.contract
        if contract.subject is Subject.AREA:
            above = " OR ".join(f"'{p}' LIKE rtrim(area_code, '0') || '%'" for p in scope.prefixes)
            inside = scope.condition("area_code") + (f" OR {above}" if contract.name == "areas" and above else "")
            outside = f"SELECT row FROM made_{number} WHERE ({inside}) IS NOT TRUE"
        else:
            inside = f"bool_and(coalesce({scope.condition('village_code')}, FALSE))"
            lies = f"SELECT household_id, {inside} AS inside FROM ({homes}) GROUP BY household_id"
            outside = f"SELECT row FROM made_{number} LEFT JOIN ({lies}) USING (household_id) WHERE inside IS NOT TRUE"
        fault = f"SELECT row, '', '', '{contract.name}', 'outside_area', ''"
        connection.execute(f"INSERT INTO faulty {fault} FROM ({outside})")


def _settles_home(conversion: Conversion) -> bool:
    """Whether the rows say in which village a household lives."""
    return conversion.contract.name == "households" and "village_code" in conversion.made


def _settle(
    connection: duckdb.DuckDBPyConnection,
    contract: Table,
    numbers: list[int],
    records: Records,
    received: str,
    *,
    unique: bool,
) -> None:
    """View fresh_<table>: one row per new or changed record, with `row`, `fate`, and the file it `stood` in; known_on
    is added. The view looks at said_<table>, which is a table where records stand already.

    `unique` says that no record stands in the part twice. Nothing is copied that can be looked through.
    """
    own = [n for n in contract.all_columns if n not in ("record_id", "known_on", "withdrawn")]
    parts = " UNION ALL ".join(
        f"SELECT row, record_id, {', '.join(own)}, {_known(connection, n)} AS said_on "
        f"FROM made_{n} ANTI JOIN bad USING (row)"
        for n in numbers
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW good_{contract.name} AS {parts}")
    fresh = f"CREATE OR REPLACE TEMP VIEW fresh_{contract.name} AS SELECT * FROM said_{contract.name}"
    batches = [str(b) for b in records.batches(contract.name)]
    once = f"SELECT * FROM good_{contract.name} QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY row) = 1"
    if unique:
        once = f"SELECT * FROM good_{contract.name}"
    if not batches:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW said_{contract.name} AS SELECT *, "
            f"coalesce(said_on, DATE '{received}') AS known_on, 'new' AS fate, NULL::VARCHAR AS stood FROM ({once})"
        )
        connection.execute(fresh)
        return
    files = ", ".join("'" + b.replace("'", "''") + "'" for b in batches)
    differs = " OR ".join(f"g.{n} IS DISTINCT FROM b.{n}" for n in own)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE said_{contract.name} AS WITH before AS (SELECT * FROM read_parquet([{files}], "
        f"filename = true) SEMI JOIN good_{contract.name} USING (record_id) QUALIFY row_number() OVER "
        "(PARTITION BY record_id ORDER BY known_on DESC, filename DESC) = 1) "
        "SELECT g.*, CASE WHEN b.record_id IS NULL THEN "
        f"coalesce(said_on, DATE '{received}') ELSE greatest(DATE '{received}', b.known_on) END AS known_on, "
        "CASE WHEN b.record_id IS NULL THEN 'new' ELSE 'changed' END AS fate, b.filename AS stood "
        f"FROM ({once}) g LEFT JOIN before b USING (record_id) "
        f"WHERE b.record_id IS NULL OR b.withdrawn OR {differs}"
    )
    connection.execute(fresh)


def _known(connection: duckdb.DuckDBPyConnection, number: int) -> str:
    """The day the file itself gives for when it became known; empty where it gives none."""
    names = [row[0] for row in connection.execute(f"DESCRIBE made_{number}").fetchall()]
    return "known_on" if "known_on" in names else "NULL::DATE"


def _count(connection: duckdb.DuckDBPyConnection, names: list[str], read: int) -> Fates:
    """How many rows of the file had which fate; every row has exactly one."""
    unique = list(dict.fromkeys(names))
    if len(unique) == 1:
        fresh, seen = f"SELECT row FROM fresh_{unique[0]}", f"SELECT row FROM good_{unique[0]}"
    else:
        fresh = " UNION ".join(f"SELECT row FROM fresh_{n}" for n in unique)
        seen = " UNION ".join(f"SELECT row FROM good_{n}" for n in unique)
    row = connection.execute(
        f"SELECT (SELECT count(*) FROM bad), (SELECT count(*) FROM waiting), "
        f"(SELECT count(DISTINCT row) FROM ({fresh})), (SELECT count(DISTINCT row) FROM ({seen}))"
    ).fetchone()
    assert row is not None
    bad, waiting, accepted, good = row
    return Fates(read, accepted, waiting, good - accepted + bad - waiting, read - bad - good)


def faults_in_words(
    connection: duckdb.DuckDBPyConnection, sheet: str
) -> list[tuple[str, int, str, str, str, str, str]]:
    """(sheet, row, heading, table, code, zh, en) of every fault once, in the order of the file."""
    found = connection.execute("SELECT * FROM faulty ORDER BY row, field, code").fetchall()
    words: dict[tuple[int, str, str], tuple[str, int, str, str, str, str, str]] = {}
    for row, heading, field, name, code, unit in found:
        column = table(name).all_columns.get(field) if name and field else None
        said = sentence(code, heading=heading, column=column, unit=unit, key=heading)
        words.setdefault((row, heading, code), (sheet, row, heading, name, code, said.zh, said.en))
    return list(words.values())
