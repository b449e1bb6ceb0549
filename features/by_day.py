"""A table's rows grouped by unit and day once for all as-of dates, instead of once for every date.

Most groups are the same as of every date after they became known; one of which a row came late or was mended is
several groups, each with the dates that it holds for: from turn `since` until before turn `until`.
"""

from collections.abc import Sequence
from datetime import date

from features.query import DAY, Groups, persons_sql
from features.table import Subject, Table

TURNS = "turns"
"""The table of all as-of dates with their place in time, 1, 2, …: `turn`."""


def turn_sql(day: str, dates: Sequence[date]) -> str:
    """The turn of the first of `dates` (sorted) not before `day`; one more than there are for none, or no day."""
    cases = " ".join(f"WHEN {day} <= DATE '{d}' THEN {turn}" for turn, d in enumerate(dates, 1))
    return f"CASE {cases} ELSE {len(dates) + 1} END"


def can_be_placed(contract: Table) -> bool:
    """Whether `placed_sql` knows whom the rows count for: areas lie in one another, members do not follow anybody."""
    return contract.subject is not Subject.AREA and contract.name != "members"


def placed_sql(contract: Table, dates: Sequence[date]) -> str:
    """The visible rows of a table about households or persons, with the `unit` they count for and when they hold.

    A row counts for its own household on all dates unless its person ever lived in another one; then there is a
    row for each date.
    """
    visible = f" AND {contract.visible}" if contract.visible else ""
    person = contract.subject is Subject.PERSON
    settled = "h.person_id IS NULL OR coalesce(h.home = r.household_id, FALSE)" if person else "TRUE"
    joined = " LEFT JOIN homes h ON h.person_id = r.person_id" if person else ""
    lasting = (
        f"SELECT r.*, {settled} AS settled, {turn_sql('greatest(r.happened_on, r.known_on)', dates)} AS since, "
        f"{turn_sql('r.superseded_on', dates)} AS until "
        f"FROM versions_{contract.name} r{joined} WHERE NOT r.withdrawn{visible}"
    )
    own = "SELECT * EXCLUDE (settled), household_id AS unit FROM lasting WHERE settled AND since < until"
    if not person:
        return f"WITH lasting AS NOT MATERIALIZED ({lasting}) {own}"
    return (
        f"WITH homes AS ({_HOMES}), lasting AS NOT MATERIALIZED ({lasting}), "
        "passing AS (SELECT * FROM lasting WHERE NOT settled AND since < until), "
        f"persons AS ({persons_sql(TURNS, 'passing')}) "
        f"{own} UNION ALL BY NAME "
        "SELECT s.* EXCLUDE (settled, since, until), t.turn AS since, t.turn + 1 AS until, "
        "coalesce(p.household_id, s.household_id) AS unit "
        f"FROM passing s JOIN {TURNS} t ON t.turn >= s.since AND t.turn < s.until "
        "LEFT JOIN persons p ON p.as_of = t.as_of AND p.person_id = s.person_id"
    )


_HOMES = """
    SELECT person_id, CASE WHEN min(household_id) = max(household_id) THEN min(household_id) END AS home
    FROM versions_members WHERE person_id IS NOT NULL GROUP BY person_id
"""
"""The household of everybody who ever had a home; null for those who had several."""


def groups_sql(placed: str, groups: Groups) -> str:
    """The groups of the rows `placed` by unit and day, in the parts of time in which their rows are the same."""
    key = f"unit, {DAY}"
    return f"""
    WITH made AS (
            SELECT {key}, min(since) AS since, max(since) AS last, min(until) AS until, max(until) AS end_,
                {groups.inner}
            FROM {placed} WHERE unit IS NOT NULL GROUP BY {key}
        ),
        changing AS (SELECT p.* FROM {placed} p SEMI JOIN (
            SELECT {key} FROM made WHERE since <> last OR until <> end_) m USING ({key})),
        changes AS (SELECT {key}, since AS turn FROM changing UNION SELECT {key}, until FROM changing),
        spans AS (SELECT {key}, turn AS from_, lead(turn) OVER (PARTITION BY {key} ORDER BY turn) AS to_ FROM changes)
    SELECT * EXCLUDE (last, end_) FROM made WHERE since = last AND until = end_
    UNION ALL BY NAME
    SELECT s.unit, s.{DAY}, from_ AS since, to_ AS until, {groups.inner}
    FROM changing r JOIN (SELECT from_, to_, {key} FROM spans WHERE to_ IS NOT NULL) s USING ({key})
    WHERE r.since <= from_ AND r.until > from_ GROUP BY s.unit, s.{DAY}, from_, to_
    """
