"""Which dates a run needs vectors of: month ends to learn and judge on, Sundays to list on."""

from datetime import date, timedelta

from features.calendar import add_months, iso_week, month_end, month_ends, week_end, weeks_before
from features.errors import EmptyPopulationError
from features.records import Records
from features.scope import Scope
from features.visits import visits

LOOKS_BACK_MONTHS = 12  # the longest window of most features; earlier dates know too little
ROWS = 400_000  # households x dates to learn from; a larger county learns from every second month, and so on
WEEKS = 8  # lists before this week's


def learning_dates(records: Records, until: date) -> list[date]:
    """Month ends from a year after the records begin to the last before `until`, thinned to `ROWS`.

    The last months are always there. Raises EmptyPopulationError if the records are too short.
    """
    first = min((c.first_on for c in records.coverage), default=until)
    last = month_end(add_months(until, -1)) if until != month_end(until) else until
    found = month_ends(month_end(add_months(first, LOOKS_BACK_MONTHS - 1)), last)
    found = [d for d in found if d >= _decided_since(records)]
    if not found or found[0] > last:
        raise EmptyPopulationError("the records cover less than a year: a vector needs twelve months to look back on")
    households = records.rows("households", until, Scope.everything())["household_id"].nunique()
    step = max(1, -(-households * len(found) // ROWS))
    return found[::-1][::step][::-1]


def _decided_since(records: Records) -> date:
    """From when decisions are covered, if outcomes are read from them: before, nobody's outcome is known."""
    if records.source.outcome != "decisions":
        return date.min
    return min((c.first_on for c in records.coverage if c.table == "status_decisions"), default=date.min)


def visit_dates(records: Records, until: date) -> list[date]:
    """The quarter ends on which a "visited" source saw households; a panel may have left a quarter out.

    Raises EmptyPopulationError if it saw none until then.
    """
    found = [d for d in sorted({t.date() for t in visits(records)["as_of"].unique()}) if d <= until]
    if not found:
        raise EmptyPopulationError(f"no household was visited until {until}: choose a later day")
    return found


def list_dates(until: date, weeks: int = WEEKS) -> list[date]:
    """The Sundays of the list of the week of `until` and of the weeks before it, in order.

    >>> [str(d) for d in list_dates(date(2026, 11, 22), 1)]
    ['2026-11-15', '2026-11-22']
    """
    last = last_sunday(until)
    return [weeks_before(last, n) for n in range(weeks, -1, -1)]


def last_sunday(until: date) -> date:
    """The last Sunday not after `until`."""
    sunday = week_end(iso_week(until))
    return sunday if sunday <= until else sunday - timedelta(weeks=1)
