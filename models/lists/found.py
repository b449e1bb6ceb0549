"""What people found out on visits, as far as it was known on a day."""

from datetime import date
from functools import lru_cache

import pandas as pd

VISIT_COLUMNS = ("household_id", "happened_on", "known_on", "result", "checked_reasons")  # what is read of a visit
DECISION_COLUMNS = ("household_id", "happened_on", "known_on", "decision")


def checks(visits: pd.DataFrame, as_of: date, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The visits that reached somebody, known on `as_of`, latest last.

    Columns household_id, on (day), result, checked (set of names). A confirmed visit that the county
    answered with 'rejected' counts as not confirmed.
    """
    until = pd.Timestamp(as_of)
    known = visits[(pd.to_datetime(visits["known_on"]) <= until) & (visits["result"] != "not_reached")]
    found = pd.DataFrame(
        {
            "household_id": known["household_id"],
            "on": pd.to_datetime(known["happened_on"]).astype("datetime64[us]"),
            "result": known["result"],
            "checked": [names_of(names) for names in known["checked_reasons"]],
            "told": pd.to_datetime(known["known_on"]).astype("datetime64[us]"),
        }
    ).sort_values(["on", "told", "household_id"], kind="stable", ignore_index=True)
    return _with_rejections(found.drop(columns="told"), decisions, until)


@lru_cache(maxsize=10_000)  # the same reasons are checked again and again, and a province has millions of visits
def names_of(checked_reasons: object) -> frozenset[str]:
    """The names in a visit's comma-separated `checked_reasons`.

    >>> sorted(names_of("job_lost, income_12m"))
    ['income_12m', 'job_lost']
    """
    if not isinstance(checked_reasons, str):
        return frozenset()
    return frozenset(name.strip() for name in checked_reasons.split(",") if name.strip())


def _with_rejections(found: pd.DataFrame, decisions: pd.DataFrame | None, until: pd.Timestamp) -> pd.DataFrame:
    if decisions is None or decisions.empty:
        return found
    answered = last_decided(found["household_id"], decisions, "rejected", until) >= found["on"]
    found.loc[(found["result"] == "confirmed") & answered, "result"] = "not_confirmed"
    return found


def last_decided(households: pd.Series, decisions: pd.DataFrame, decision: str, until: pd.Timestamp) -> pd.Series:
    """The day of each household's last such decision known on a day; NaT where there is none."""
    made = decisions[(decisions["decision"] == decision) & (pd.to_datetime(decisions["known_on"]) <= until)]
    last = pd.to_datetime(made["happened_on"]).groupby(made["household_id"]).max()
    return households.map(last.to_dict()).astype("datetime64[us]")


def last_checked(found: pd.DataFrame) -> pd.DataFrame:
    """The last check of each household of whom a reason was checked, whichever."""
    return found[found["checked"].map(bool).astype(bool)].drop_duplicates("household_id", keep="last")


def by_reason(found: pd.DataFrame) -> pd.DataFrame:
    """The last check of each reason of a household: household_id, on, result, alert."""
    each = found[["household_id", "on", "result", "checked"]].explode("checked").dropna(subset="checked")
    return each.drop_duplicates(["household_id", "checked"], keep="last").rename(columns={"checked": "alert"})
