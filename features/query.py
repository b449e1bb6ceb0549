"""The SQL that turns the versions of records into one table's features per household and date."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from features import expression
from features.calendar import months_before
from features.feature import Feature
from features.records import valid_on
from features.table import Subject, Table


def window_bounds(features: Sequence[Feature]) -> list[int]:
    """The months back at which some window begins or ends."""
    bounds = {f.ago for f in features if f.ago} | {f.months + f.ago for f in features if f.months is not None}
    return sorted(bounds)


def dates_sql(dates: Mapping[date, int], bounds: Sequence[int]) -> str:
    """A table of as-of dates with their `turn` and the last day before each window, `before_<months>m`."""
    rows = []
    for as_of, turn in dates.items():
        cells = [f"DATE '{as_of}'", f"{turn}"] + [f"DATE '{months_before(as_of, n)}'" for n in bounds]
        rows.append(f"({', '.join(cells)})")
    names = ", ".join(["as_of", "turn"] + [f"before_{n}m" for n in bounds])
    return f"SELECT * FROM (VALUES {', '.join(rows)}) AS d({names})"


def window_sql(feature: Feature) -> str:
    """The condition that a row lies in the feature's window and meets its `where`."""
    return expression.all_of(_days_sql(feature), _where_sql(feature))


def _days_sql(feature: Feature) -> str:
    """The condition that a day lies in the feature's window."""
    first = f"happened_on > before_{feature.months + feature.ago}m" if feature.months is not None else ""
    return expression.all_of(first, f"happened_on <= before_{feature.ago}m" if feature.ago else "")


def _where_sql(feature: Feature) -> str:
    return expression.compiled_condition(feature.where) if feature.where else ""


DAY = "happened_on"
EVIDENCE = ("happened_on", "known_on")
DATES, NEAR = "dates", "near"
"""Against what records are laid: every date, or (visited sources) every date of the households near it."""

NEAR_SQL = """
    WITH homes AS (SELECT DISTINCT person_id, household_id FROM versions_members WHERE person_id IS NOT NULL),
        ever AS (
            SELECT s.as_of, b.household_id FROM spine s
                JOIN homes a ON a.household_id = s.household_id JOIN homes b ON b.person_id = a.person_id
            UNION SELECT as_of, household_id FROM spine
        )
    SELECT household_id, d.* FROM ever JOIN dates d USING (as_of)
"""
"""Each date's households with all homes their members ever had: the only ones whose records can count then."""


def persons_sql(laid: str, some: str = "") -> str:
    """Where each person (of the rows `some`) belongs as of each date: records follow to the latest household known."""
    among = f" AND m.person_id IN (SELECT person_id FROM {some})" if some else ""
    return f"""
    SELECT as_of, person_id,
        max_by(household_id, moment) AS household_id,
        max_by(is_member, moment) AS is_member,
        max_by(age_years, moment) AS age_years
    FROM (
        SELECT d.as_of, m.person_id, m.household_id,
            m.left_on IS NULL OR m.left_on > d.as_of AS is_member,
            {expression.full_years_sql("m.born_on", "d.as_of")} AS age_years,
            struct_pack(joined := m.happened_on, known := m.known_on, record := m.record_id) AS moment
        FROM versions_members m JOIN {laid} d
            ON m.happened_on <= d.as_of AND {valid_on("d.as_of", "m")}{_same_home(laid, "m")}
        WHERE m.person_id IS NOT NULL{among}
    ) GROUP BY as_of, person_id
    """


def _same_home(laid: str, row: str) -> str:
    return f" AND d.household_id = {row}.household_id" if laid == NEAR else ""


PLACES = """
    SELECT DISTINCT as_of, village_code AS place, village_code AS area_code FROM spine
    UNION SELECT DISTINCT as_of, village_code, left(village_code, 9) || '000' FROM spine
    UNION SELECT DISTINCT as_of, village_code, left(village_code, 6) || '000000' FROM spine
"""
"""Every village with itself, its township and its county: an area's record concerns all below it."""


def rows_sql(contract: Table, horizon: str, laid: str = DATES, *, bounds: bool = True, hidden: bool = False) -> str:
    """Every row of `contract` valid as of each date, with who it counts for as column `unit`.

    With `bounds`, the rows also have the columns of `dates_sql`, of which they have as_of anyway. `hidden`: also the
    rows that tell of the procedure.
    """
    laid = DATES if contract.subject is Subject.AREA else laid
    dates = "d.* EXCLUDE (household_id)" if laid == NEAR else "d.*"
    dates = dates if bounds else "d.as_of"
    valid = f"r.happened_on <= d.as_of AND {valid_on('d.as_of', 'r')}{horizon}"
    visible = f" WHERE {contract.visible}" if contract.visible and not hidden else ""
    joined = f"FROM versions_{contract.name} r JOIN {laid} d ON {valid}{_same_home(laid, 'r')}"
    if contract.subject is Subject.AREA:
        place = " JOIN places p ON p.as_of = d.as_of AND p.area_code = r.area_code"
        return f"SELECT r.*, {dates}, p.place AS unit {joined}{place}{visible}"
    if contract.name == "members":
        age = expression.full_years_sql("r.born_on", "d.as_of")
        own = f"{age} AS age_years, r.left_on IS NULL OR r.left_on > d.as_of AS is_member"
        return f"SELECT r.*, {dates}, {own}, r.household_id AS unit {joined}{visible}"
    if contract.subject is Subject.PERSON:
        person = " LEFT JOIN persons p ON p.as_of = d.as_of AND p.person_id = r.person_id"
        unit = "coalesce(p.household_id, r.household_id) AS unit"
        whose = "coalesce(p.is_member, TRUE) AS is_member, p.age_years"
        return f"SELECT r.* EXCLUDE (household_id), {dates}, {whose}, {unit} {joined}{person}{visible}"
    return f"SELECT r.*, {dates}, r.household_id AS unit {joined}{visible}"


def table_sql(contract: Table, features: Sequence[Feature], rows: str, *, evidence: bool) -> str:
    """One row per unit and date with the features of `contract` that have no `by`, and the evidence.

    Columns named by `seen_name` count the rows that features had, to tell nothing from zero.
    """
    parts = {f"{contract.name}__{day}": f"max({day})" for day in EVIDENCE} if evidence else {}
    for feature in features:
        condition = window_sql(feature)
        parts[feature.name] = expression.compiled(feature.value, condition)
        parts[seen_name(feature)] = expression.compiled("count(*)", condition)
    return f"SELECT as_of, unit, {_named(parts)} FROM ({rows}) GROUP BY as_of, unit"


def seen_name(feature: Feature) -> str:
    """The column that counts the rows (or groups) a feature had: one for all of a reading that look at the same."""
    read = (feature.table, feature.fact_only, feature.by, adds_up_by_day(feature))
    looked_at = (*read, window_sql(feature))
    return f"seen_{hashlib.sha256(repr(looked_at).encode()).hexdigest()[:16]}"


def adds_up_by_day(feature: Feature) -> bool:
    """Whether a feature without a key can be had from groups by day that serve many dates."""
    return expression.adds_up(feature.value, DAY) and not passing(feature)


def passing(feature: Feature) -> set[str]:
    """What is read of a feature's rows, before they are aggregated, that changes from date to date without a record."""
    aggregates = feature.each.values() if feature.each else (feature.value,)
    read = [expression.aggregated_columns(sql) for sql in aggregates]
    inside = set().union(*read, expression.columns(feature.where) if feature.where else ())
    return inside & (expression.CONTEXT_COLUMNS | expression.PERSON_COLUMNS)


def _named(parts: Mapping[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in parts.items())


class Groups:
    """The same for features that first aggregate by a key: `inner` is asked of each group, `outer` made of the groups.

    What several features ask of a group is computed once. The rows of one day lie in a window together or not at
    all, so that groups by day are told by it outside, and serve every window. Features without a key of their own
    may be among them if they add up from the groups.
    """

    def __init__(self, by: str, features: Sequence[Feature], evidence: str = "") -> None:
        self.by = by
        self._asked: dict[str, str] = {}
        parts = {f"{evidence}__{day}": f"max({self._ask(f'MAX({day})')})" for day in EVIDENCE} if evidence else {}
        for feature in features:
            parts |= self._of(feature)
        self.outer = _named(parts)
        self.inner = _named({name: sql for sql, name in self._asked.items()})

    def _ask(self, sql: str) -> str:
        if sql == f"MAX({self.by})":
            return self.by  # the same for all rows of a group
        return self._asked.setdefault(sql, f"asked_{len(self._asked)}")

    def _of(self, feature: Feature) -> dict[str, str]:
        day = self.by == DAY
        inside, outside = (_where_sql(feature), _days_sql(feature)) if day else (window_sql(feature), "")
        some = f"{self._ask(expression.compiled('count(*)', inside))} > 0" if inside else ""  # else a group has rows
        groups = expression.all_of(some, outside)
        if feature.by:
            each = {name: expression.of_groups(sql, inside, self._ask) for name, sql in feature.each.items()}
            made = expression.compiled(expression.replaced(feature.value, each), groups)
        else:
            made = expression.added_up(feature.value, inside, outside, self._ask)
        return {feature.name: made, seen_name(feature): expression.compiled("count(*)", groups)}

    def sql(self, groups: str) -> str:
        """One row per unit and date of `groups`, which have the columns of `dates_sql` beside their own."""
        return f"SELECT as_of, unit, {self.outer} FROM {groups} GROUP BY as_of, unit"

    def sql_of_rows(self, rows: str) -> str:
        """One row per unit and date of `rows`."""
        found = f"SELECT as_of, unit, {self.by}, {self.inner} FROM ({rows}) GROUP BY as_of, unit, {self.by}"
        return self.sql(f"({found}) JOIN {DATES} USING (as_of)")


DECIMALS = 8
"""Aggregates are rounded to these: the order in which threads add must not show in a vector."""


def value_sql(feature: Feature) -> str:
    """The feature's value in the vector: UNKNOWN where not covered, `when_empty` where nothing was seen."""
    empty = "NULL" if feature.when_empty is None else repr(float(feature.when_empty))
    value = f"CAST({feature.name} AS DOUBLE)"
    number = f"CASE WHEN isfinite({value}) THEN round({value}, {DECIMALS}) END"
    seen = f"CASE WHEN {seen_name(feature)} > 0 THEN {number} ELSE {empty} END"
    return f"CASE WHEN covers_{feature.name} THEN {seen} END AS {feature.name}"


def derived_sql(feature: Feature) -> str:
    """A derived feature's value from the columns before it."""
    if feature.over is None:
        sql = expression.compiled_condition(feature.value)
    else:
        sql = rounded_sql(expression.windowed_over(feature.value, f"as_of, {feature.over.value}"))
    return finite_sql(sql, feature.name)


def rounded_sql(sql: str) -> str:
    """The number `sql` to so many decimals that the order in which rows were added does not show."""
    return f"round({sql}, {DECIMALS})"


def finite_sql(sql: str, name: str) -> str:
    """The number `sql` as column `name`, UNKNOWN unless finite."""
    value = f"CAST({sql} AS DOUBLE)"
    return f"CASE WHEN isfinite({value}) THEN {value} END AS {name}"
