"""What rules and comparisons read: every table as known on a day, and a few views that many of them need.

- every record table under its own name: latest versions, none withdrawn, happened by the day;
- `homes`: households that exist; `people`: their present members with `age`;
- `left`: people who left, with the latest reason; `jobs`: work that has not ended;
- `pupils`: each person's latest school term; `cover`: insurance valid on the day;
- `house`, `water`: the latest inspection of a household;
- `benefits_held`: benefits that have not ended;
- `consented`: households whose signed consent to look up assets still holds;
- `monitored`, `eliminated`: households by their latest decision, with when and why they were identified;
- `year`: what a household earned and itself paid for treatment in twelve months, in fen, with its members;
- `lines`: the monitoring line of each village in fen;
- macros `as_of()` and `age_on(born, day)`.
"""

from collections.abc import Iterable
from datetime import date

import duckdb

from features.calendar import months_before
from features.errors import MissingStandardError
from features.expression import full_years_sql
from features.records import Records, valid_on
from features.scope import Scope
from features.standard import LINE, Standards
from features.table import tables

FEN = 100

VIEWS = {
    "homes": "SELECT * FROM households WHERE ended_on IS NULL OR ended_on > as_of()",
    "people": "SELECT m.*, age_on(born_on, as_of()) AS age FROM members m WHERE (left_on IS NULL OR left_on > as_of()) "
    "AND household_id NOT IN (SELECT household_id FROM households WHERE ended_on <= as_of()) AND person_id IS NOT NULL",
    "left_home": "SELECT * FROM members WHERE left_on <= as_of()",
    "dead": "SELECT person_id, min(left_on) AS died_on FROM members WHERE left_by = 'death' AND left_on <= as_of() "
    "GROUP BY person_id",
    "jobs": "SELECT * FROM employment_spells WHERE work_state IN ('employed', 'self_employed') "
    "AND (ended_on IS NULL OR ended_on > as_of())",
    "pupils": "SELECT * FROM schooling WHERE person_id IS NOT NULL QUALIFY "
    "row_number() OVER (PARTITION BY person_id ORDER BY happened_on DESC, known_on DESC, record_id) = 1",
    "cover": "SELECT * FROM insurance_enrolments WHERE insured "
    "AND (valid_until_on IS NULL OR valid_until_on >= as_of())",
    "house": "SELECT * FROM housing_inspections QUALIFY "
    "row_number() OVER (PARTITION BY household_id ORDER BY happened_on DESC, known_on DESC, record_id) = 1",
    "water": "SELECT * FROM drinking_water QUALIFY "
    "row_number() OVER (PARTITION BY household_id ORDER BY happened_on DESC, known_on DESC, record_id) = 1",
    "benefits_held": "SELECT * FROM benefits WHERE ended_on IS NULL OR ended_on > as_of()",
    "settled": "SELECT * FROM status_decisions WHERE decision <> 'rejected' QUALIFY "
    "row_number() OVER (PARTITION BY household_id ORDER BY happened_on DESC, known_on DESC, record_id) = 1",
    "identified": "SELECT household_id, happened_on AS identified_on, category, risk_type FROM status_decisions "
    "WHERE decision = 'identified' QUALIFY "
    "row_number() OVER (PARTITION BY household_id ORDER BY happened_on DESC, known_on DESC, record_id) = 1",
    "monitored": "SELECT s.household_id, i.identified_on, i.category, i.risk_type FROM settled s "
    "JOIN identified i USING (household_id) WHERE s.decision IN ('identified', 'rolled_back')",
    "eliminated": "SELECT s.household_id, s.happened_on AS eliminated_on, i.identified_on, i.category, i.risk_type "
    "FROM settled s LEFT JOIN identified i USING (household_id) WHERE s.decision = 'eliminated'",
    "consented": "SELECT DISTINCT household_id FROM consents WHERE ended_on IS NULL OR ended_on > as_of()",
    "able": "SELECT household_id, count(*) AS members, "
    "count(*) FILTER (WHERE labour IN ('skilled', 'ordinary', 'weak')) "
    "AS able, count(*) FILTER (WHERE labour IS NULL AND coalesce(age >= 16, TRUE)) AS unknown "
    "FROM people GROUP BY household_id",
    "earned": "SELECT household_id, sum(amount_fen) AS income_fen, count(DISTINCT happened_on) AS months FROM incomes "
    "WHERE happened_on > year_ago() GROUP BY household_id",
    "treated": "SELECT household_id, sum(self_paid_in_catalogue_fen) AS self_paid_fen FROM medical_claims "
    "WHERE happened_on > year_ago() GROUP BY household_id",
    "year": "SELECT a.household_id, a.members, e.income_fen, e.months, coalesce(t.self_paid_fen, 0) AS self_paid_fen "
    "FROM able a JOIN earned e USING (household_id) LEFT JOIN treated t USING (household_id)",
}


def prepare(connection: duckdb.DuckDBPyConnection, records: Records, as_of: date, scope: Scope) -> None:
    """Make every view from the records as known on `as_of` inside `scope`."""
    records.register(connection, scope, known_until=as_of)
    day = f"DATE '{as_of}'"
    for name in tables():
        connection.execute(
            f"CREATE TEMP TABLE {name} AS SELECT * EXCLUDE (superseded_on, withdrawn) FROM versions_{name} "
            f"WHERE {valid_on(day)} AND happened_on <= {day}"
        )
        connection.execute(f"DROP TABLE versions_{name}")
    villages = [v for (v,) in connection.execute("SELECT DISTINCT village_code FROM households").fetchall()]
    make_views(connection, as_of, _lines(Standards.load(records.root / "standards"), villages, as_of))


def make_views(connection: duckdb.DuckDBPyConnection, as_of: date, lines: Iterable[tuple[str, int]]) -> None:
    """The macros and views over tables that are there already."""
    connection.execute(f"CREATE TEMP MACRO as_of() AS DATE '{as_of}'")
    connection.execute(f"CREATE TEMP MACRO year_ago() AS DATE '{months_before(as_of, 12)}'")
    connection.execute(f"CREATE TEMP MACRO age_on(born, day) AS {full_years_sql('born', 'day')}")
    connection.execute("CREATE TEMP TABLE lines (village_code VARCHAR, line_fen BIGINT)")
    rows = list(lines)
    if rows:
        connection.executemany("INSERT INTO lines VALUES (?, ?)", rows)
    for name, sql in VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")


def empty_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every record table, empty, with its contract's columns."""
    for contract in tables().values():
        columns = ", ".join(f"{n} {c.kind.sql}" for n, c in contract.all_columns.items() if n != "withdrawn")
        connection.execute(f"CREATE TEMP TABLE {contract.name} ({columns})")


def _lines(standards: Standards, villages: Iterable[str], as_of: date) -> list[tuple[str, int]]:
    """The line of every village that has one; where there is none, rules about the line find nothing."""
    found = []
    for village in villages:
        try:
            found.append((village, round(standards.amount(LINE, village, as_of) * FEN)))
        except MissingStandardError:
            continue
    return found
