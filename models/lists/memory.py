"""What people found out and for how long it holds: whoever was checked does not return for the same reason.

A visit settles the reasons it checked when the result was *not confirmed* or *situation has changed*.
*Not reached* settles nothing. A settled alert returns when its evidence has grown by a fifth, when an
event happened after the visit, or when everything the visitor saw has left the alert's window; one without a
window, when it had ended meanwhile and began anew. A
household settled for the model lane returns when its risk has grown by half, or with a reason that
nobody checked and that became known after the visit. What was the evidence on the day of the visit
is read from the lists before it; where those are lost, records known since the visit bring it back.
"""

import json
from datetime import date

import numpy as np
import pandas as pd

from models.lists.assessed import Assessed
from models.lists.evidence import RISK
from models.lists.found import by_reason, last_checked, last_decided

SETTLING = ("not_confirmed", "changed")
EVIDENCE_GROWTH = 1.2 - 1e-9  # an alert's evidence must grow by a fifth (floats do not hit it exactly)
RISK_GROWTH = 1.5 - 1e-9  # the return risk by half
PATIENCE = 2  # the clock of the procedure passes so often before a case that hangs comes back as a reminder
MODEL_MEMORY_MONTHS = 12  # the longest window of most features: what the visitor saw has left it


def in_procedure(found: pd.DataFrame, as_of: date, days: float, decisions: pd.DataFrame | None = None) -> pd.Series:
    """Day of the visit, by household, for whom a confirmed visit started a procedure that may still run.

    It has ended where the county eliminated the risk since. `days` is the clock of the whole procedure. A punctual
    case takes a little longer than it where holidays and the days of publicity add up; nobody is sent there a second
    time for that.
    """
    last = found.drop_duplicates("household_id", keep="last").set_index("household_id")
    running = (last["result"] == "confirmed") & ((pd.Timestamp(as_of) - last["on"]).dt.days <= PATIENCE * days)
    if decisions is not None and len(decisions):
        closed = last_decided(last.index.to_series(), decisions, "eliminated", pd.Timestamp(as_of)) >= last["on"]
        running &= ~closed
    return last.loc[running, "on"]


def settled_alerts(fired: pd.DataFrame, found: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """Day of the visit that settled each fired alert (the index of `fired`); NaT where it stands."""
    last = by_reason(found)
    if last.empty or fired.empty:
        return pd.Series(pd.NaT, fired.index, dtype="datetime64[us]")
    rows = fired.reset_index().merge(last, on=["household_id", "alert"], how="left").set_index("index")
    rows["then"] = _value_then(rows.rename(columns={"alert": "name"}), then)
    settled = rows["result"].isin(SETTLING) & ~_returns(rows) & ~_began_anew(rows, then)
    return rows["on"].where(settled).reindex(fired.index)


def _returns(rows: pd.DataFrame) -> pd.Series:
    """Whether the evidence has materially changed since the visit."""
    grew = np.where(
        rows["then"] > 0, rows["evidence"] >= EVIDENCE_GROWTH * rows["then"], rows["evidence"] > rows["then"]
    )
    fresh = pd.to_datetime(rows["known_on"]) > rows["on"]
    changed = np.where(rows["then"].isna(), fresh, grew)
    event = pd.to_datetime(rows["event_on"]) > rows["on"]
    return pd.Series(changed.astype(bool), rows.index) | event | _forgotten(rows)


def _began_anew(rows: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """Whether an alert that no window forgets had ended on a list after the visit: what stands now is another case.

    Only lists count on which the alert stood for somebody: on the others its records may have been missing.
    """
    keys = ["household_id", "as_of", "name"]
    asked = rows.loc[rows["on"].notna() & rows["memory_months"].isna(), ["household_id", "alert", "on"]]
    if asked.empty or then.empty:
        return pd.Series(False, rows.index)
    asked = asked.rename_axis("row").reset_index().rename(columns={"alert": "name"})
    known = then[keys].astype({"as_of": "datetime64[us]"})
    stood = known[known["name"].isin(asked["name"])]
    mine = known[(known["name"] == RISK) & known["household_id"].isin(asked["household_id"])]
    lists = asked.merge(mine[["household_id", "as_of"]], on="household_id")
    lists = lists[lists["as_of"] > lists["on"]].merge(stood[["as_of", "name"]].drop_duplicates(), on=["as_of", "name"])
    ended = lists.merge(stood, on=keys, how="left", indicator="stands")
    return pd.Series(rows.index.isin(ended.loc[ended["stands"] == "left_only", "row"]), rows.index)


def _forgotten(rows: pd.DataFrame) -> pd.Series:
    ends = [
        on + pd.DateOffset(months=int(months)) if pd.notna(on) and pd.notna(months) else pd.NaT
        for on, months in zip(rows["on"], rows["memory_months"], strict=True)
    ]
    return pd.to_datetime(rows["as_of"]) > pd.Series(ends, rows.index, dtype="datetime64[us]")


def _value_then(rows: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """The evidence called `name` as of the last list on or before the visit; NaN if there is none."""
    keys = ["household_id", "name"]
    visited = rows.loc[rows["on"].notna(), [*keys, "on"]].astype({"on": "datetime64[us]"})
    if then.empty or visited.empty:
        return pd.Series(np.nan, rows.index)
    known = then[then["household_id"].isin(visited["household_id"])]
    known = known.astype({"as_of": "datetime64[us]"}).sort_values("as_of", kind="stable")
    ordered = visited.sort_values("on", kind="stable")
    found = pd.merge_asof(ordered, known, left_on="on", right_on="as_of", by=keys)
    return pd.Series(found["value"].to_numpy(), ordered.index).reindex(rows.index)


def settled_households(assessments: Assessed, found: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """Day of the visit that settled each assessed household for the model lane, by household_id.

    The visit must have checked at least one reason, whichever: somebody went and asked.
    """
    last = last_checked(found)
    rows = assessments.figures[["household_id", "as_of", RISK]].merge(
        last[last["result"].isin(SETTLING)], on="household_id", how="inner"
    )
    if rows.empty:
        return pd.Series(dtype="datetime64[us]")
    rows = rows.merge(assessments.texts(rows["household_id"], ["reasons"]), left_on="household_id", right_index=True)
    rows = rows.assign(name=RISK, memory_months=float(MODEL_MEMORY_MONTHS))
    rose = rows[RISK] >= RISK_GROWTH * _value_then(rows, then)
    returns = rose | _has_new_reason(rows, then) | _forgotten(rows)
    return rows["on"].where(~returns).set_axis(rows["household_id"])


def _has_new_reason(rows: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """Whether a stated reason is neither checked nor stated on the last list before the visit, and was known later."""
    stated = _stated_then(rows, then)
    new = []
    for household, on, checked, reasons in zip(
        rows["household_id"], rows["on"], rows["checked"], rows["reasons"], strict=True
    ):
        old = checked | stated.get(household, frozenset())
        later = [r for r in json.loads(reasons) if r["feature"] not in old and _after(r.get("known_on"), on)]
        new.append(bool(later))
    return pd.Series(new, rows.index, dtype=bool)


def _after(known_on: str | None, on: pd.Timestamp) -> bool:
    return known_on is not None and known_on != "" and pd.Timestamp(known_on) > on


def _stated_then(rows: pd.DataFrame, then: pd.DataFrame) -> dict[str, frozenset[str]]:
    """By household, everything the last list on or before its visit stated."""
    known = then[["household_id", "as_of", "name"]].merge(rows[["household_id", "on"]], on="household_id")
    known = known[known["as_of"] <= known["on"]]
    last = known.groupby("household_id")["as_of"].transform("max")
    kept = known[known["as_of"] == last]
    return {str(h): frozenset(names) for h, names in kept.groupby("household_id")["name"]}
