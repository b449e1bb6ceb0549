"""What became of clues, help and lists in an area (`serving.reading.followed`), remembered while the records stay."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from features.records import Records
from features.scope import Scope
from serving.reading.followed import HelpFollowed, ListOutcome, Step, help_followed, list_outcome, procedure
from serving.reading.remembered import area_records, remembered


@remembered("visits", "status_decisions", "help_given")
def steps(records: Records, as_of: date, scope: Scope) -> list[Step]:
    """The steps of the procedure in the last year."""
    visits, decisions, help_given = (
        area_records(records, as_of, scope, name) for name in ("visits", "status_decisions", "help_given")
    )
    return procedure(visits, decisions, help_given, as_of)


@remembered("status_decisions", "help_given")
def help_seen(records: Records, as_of: date, scope: Scope) -> list[HelpFollowed]:
    """What followed where help came soon, and where it did not."""
    decisions, help_given = (area_records(records, as_of, scope, name) for name in ("status_decisions", "help_given"))
    return help_followed(decisions, help_given, as_of)


@remembered("visits")
def outcomes(
    records: Records, as_of: date, scope: Scope, lists: Sequence[tuple[str, date, tuple[str, ...]]]
) -> list[ListOutcome]:
    """What visits found of lists: week, its day, and the households listed within reach."""
    visits = area_records(records, as_of, scope, "visits")
    visits = visits[visits["happened_on"] > pd.Timestamp(min((day for _, day, _ in lists), default=as_of))]
    return [list_outcome(week, day, listed, visits) for week, day, listed in lists]
