"""How long a list is: what the county can visit in the week of a date."""

from datetime import date, timedelta

import pandas as pd

from features.records import Records
from features.scope import Scope
from models.lists.capacity import capacity_of

USUAL_SHARE = 0.01  # of the households, where no visiting capacity is recorded: about 1 % a week


def capacity_share(records: Records, as_of: date, households: pd.Series, scope: Scope) -> float:
    """The share of the `households` (their number by township code) that can be visited in the week of `as_of`.

    From table visiting_capacity, rows of the Sunday that ends the week (they are planned ahead, so
    rows known by that Sunday count); as the list does, townships that did not report are assumed.
    `USUAL_SHARE` where none did.
    """
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    rows = records.rows("visiting_capacity", sunday, scope)
    planned = rows[rows["happened_on"] == pd.Timestamp(sunday)]
    visits = capacity_of(planned, households, sunday)["visits"].sum() if len(planned) else 0
    return float(visits) / float(households.sum()) if visits else USUAL_SHARE


def list_length(share: float, asked: int) -> int:
    """How many of `asked` households are visited; at least one.

    >>> list_length(0.01, 1840), list_length(0.01, 12)
    (18, 1)
    """
    return max(1, round(share * asked))
