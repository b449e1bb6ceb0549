"""Who is who from visit to visit: the survey's keys follow dwellings, ours follow households and persons.

The household at a key is taken for another one when the head's sex differs from the visit before, or
the head's age moved by less than -1 or more than the years between, rounded up, and one. From that visit
on it has a new pseudonym, so that the link is dropped; a link is dropped too often rather than too
seldom, since a head who dies or hands over breaks it as well. A person at a component number is another
one when the sex differs or the age moved implausibly (other people's ages are told less exactly, so with
three years of play instead of one).
"""

import duckdb

from features.errors import SourceError

_HEADS = """
    SELECT dwelling, NRO_HOGAR, seen_on, count(*) AS persons,
        max(CH04) FILTER (WHERE CH03 = 1) AS head_sex, max(CH06) FILTER (WHERE CH03 = 1) AS head_age,
        count(*) FILTER (WHERE P47T < 0 OR P21 < 0 OR (P47T IS NULL AND CH06 >= 10)) = 0 AS declared,
        sum(adequi) AS adults,
        count(adequi) = count(*) AS weighed
    FROM person_files LEFT JOIN equivalents USING (CH04, CH06)
    WHERE seen_on BETWEEN $first AND $last GROUP BY ALL
"""
_MONTHS = "date_diff('month', lag(seen_on) OVER one, seen_on)"


def _other(sex: str, age: str, play: int) -> str:
    """SQL: the row is somebody else than the row before it in the window `one`."""
    moved = f"{age} - lag({age}) OVER one"
    return (
        "lag(seen_on) OVER one IS NOT NULL AND NOT coalesce("
        f"{sex} = lag({sex}) OVER one AND {moved} BETWEEN -{play} AND ceil({_MONTHS} / 12.0) + {play}, FALSE)"
    )


_FOLLOWED = f"""
    SELECT f.dwelling, f.NRO_HOGAR, f.seen_on, head_sex = 2 AS head_female, persons, adults, weighed,
        declared AND ITF >= 0 AND coalesce(DECIFR, 0) <> 12 AS income_known, ITF, PONDERA,
        printf('98%02d%02d001001', CAST(REGION AS INTEGER), CAST(AGLOMERADO AS INTEGER)) AS village_code,
        {_other("head_sex", "head_age", 1)} AS moved_in
    FROM household_files f JOIN heads h USING (dwelling, NRO_HOGAR, seen_on)
    WHERE f.seen_on BETWEEN $first AND $last
    WINDOW one AS (PARTITION BY f.dwelling, f.NRO_HOGAR ORDER BY f.seen_on)
"""
_NAMED = """
    SELECT *, left(sha256(concat_ws(':', 'eph', dwelling, NRO_HOGAR, sum(CAST(moved_in AS INTEGER)) OVER one)), 16)
        AS household_id
    FROM followed WINDOW one AS (PARTITION BY dwelling, NRO_HOGAR ORDER BY seen_on)
"""
_LINKED = """
    SELECT *, min(seen_on) OVER one AS first_on, lead(seen_on) OVER (one ORDER BY seen_on) AS next_on
    FROM named WINDOW one AS (PARTITION BY household_id)
"""
_PRESENT = f"""
    SELECT household_id, COMPONENTE, p.seen_on, l.next_on, l.first_on AS household_first_on, CH06, CH10,
        CASE WHEN {_other("CH04", "CH06", 3)} THEN 1 ELSE 0 END AS replaced
    FROM person_files p JOIN linked l USING (dwelling, NRO_HOGAR, seen_on)
    WINDOW one AS (PARTITION BY household_id, COMPONENTE ORDER BY p.seen_on)
"""
_PERSONS = """
    SELECT *, left(sha256(concat_ws(':', household_id, COMPONENTE, sum(replaced) OVER one)), 16) AS person_id
    FROM present WINDOW one AS (PARTITION BY household_id, COMPONENTE ORDER BY seen_on)
"""
_FOLLOWED_PERSONS = """
    SELECT household_id, COMPONENTE, seen_on, next_on, household_first_on, person_id,
        min(seen_on) OVER one AS first_on, greatest(min_by(CH06, seen_on) OVER one, 0) AS first_age,
        min(seen_on) FILTER (WHERE CH10 = 1) OVER one AS attended_on,
        coalesce(lead(seen_on) OVER (one ORDER BY seen_on) = next_on, FALSE) AS stays
    FROM persons WINDOW one AS (PARTITION BY person_id)
"""


def follow(connection: duckdb.DuckDBPyConnection, first: object, last: object) -> float:
    """Make the tables `linked` (household and visit) and `followed_persons`; return the share of links dropped.

    Only visits from `first` to `last` are linked, so that a shorter store knows nothing later. Raises
    SourceError when a household occurs twice in a quarter or a person's adult equivalent is unknown.
    """
    days = {"first": first, "last": last}
    connection.execute(f"CREATE TEMP TABLE heads AS {_HEADS}", days)
    connection.execute(f"CREATE TEMP TABLE followed AS {_FOLLOWED}", days)
    _check(connection)
    connection.execute(f"CREATE TEMP TABLE named AS {_NAMED}")
    connection.execute(f"CREATE TEMP TABLE linked AS {_LINKED}")
    for name, sql in (("present", _PRESENT), ("persons", _PERSONS), ("followed_persons", _FOLLOWED_PERSONS)):
        connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
    for name in ("heads", "followed", "named", "present", "persons"):
        connection.execute(f"DROP TABLE {name}")
    return _dropped(connection)


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    rows, visits, unweighed = connection.execute(
        "SELECT count(*), count(DISTINCT (dwelling, NRO_HOGAR, seen_on)), count(*) FILTER (WHERE NOT weighed) "
        "FROM followed"
    ).fetchone() or (0, 0, 0)
    if rows != visits:
        raise SourceError(
            f"household_*.parquet: {rows - visits} households occur twice in a quarter; drop the second file"
        )
    if unweighed:
        raise SourceError(
            f"adult_equivalents.csv: lacks the weight of a sex and age in {unweighed} visits; complete the table"
        )


def _dropped(connection: duckdb.DuckDBPyConnection) -> float:
    row = connection.execute(
        "SELECT sum(CAST(moved_in AS INTEGER)) / nullif(count(*) - count(DISTINCT (dwelling, NRO_HOGAR)), 0) "
        "FROM linked"
    ).fetchone()
    return float(row[0] or 0.0) if row else 0.0
