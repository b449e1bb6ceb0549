"""What speaks for and against listing a household, before seats are given: alerts, visits and what these settled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import pandas as pd

from features.span import Span
from models.lists import memory
from models.lists.assessed import Assessed


@dataclass(frozen=True, kw_only=True)
class Known:
    """What people have found out by the list's date.

    `found` is what visitors found (`found.checks`), `decisions` the records known by then; `evidence` is what earlier
    lists rested on (`evidence.evidence` of each, one below the other); `procedure_days` is the clock that a confirmed
    visit starts (standard procedure_days).
    """

    found: pd.DataFrame
    evidence: pd.DataFrame
    procedure_days: float
    decisions: pd.DataFrame | None = None

    def within(self, span: Span) -> Self:
        """What concerns some households; the evidence stays whole: it matters whether an alert stood for anybody."""
        decisions = None if self.decisions is None else span.of(self.decisions)
        return replace(self, found=span.of(self.found), decisions=decisions)


@dataclass(frozen=True)
class Stood:
    """Where households stand.

    `rows`: every assessed household, by household_id, its figures with alerts, guarantees, alerts_settled,
    confirmed_on, settled_on and visited_on. `open_alerts`: the alerts that no visit has settled.
    """

    rows: pd.DataFrame
    open_alerts: pd.DataFrame


def stood(assessments: Assessed, fired: pd.DataFrame, known: Known, as_of: date) -> Stood:
    """Where assessed households stand by the alerts `fired` and what is `known` of them; each by itself."""
    figures = assessments.figures.sort_values("household_id", kind="stable").reset_index(drop=True)
    alerts = _standing_alerts(fired, figures, known.found, known.evidence)
    days = {
        "confirmed_on": memory.in_procedure(known.found, as_of, known.procedure_days, known.decisions),
        "settled_on": memory.settled_households(assessments, known.found, known.evidence),
        "visited_on": known.found.groupby("household_id")["on"].max(),
    }
    return Stood(_standing(figures, alerts, days), alerts[alerts["settled_on"].isna()])


def _standing_alerts(
    fired: pd.DataFrame, figures: pd.DataFrame, found: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """The fired alerts of households that are not monitored, with the day a visit settled them."""
    open_ = figures.loc[~figures["monitored"], "household_id"]
    mine = fired[fired["household_id"].isin(open_)].reset_index(drop=True)
    return mine.assign(settled_on=memory.settled_alerts(mine, found, evidence))


def _standing(figures: pd.DataFrame, alerts: pd.DataFrame, days: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Every assessed household with what speaks for and against listing it; `days` are by household."""
    rows = figures.copy()
    live = alerts[alerts["settled_on"].isna()].groupby("household_id")
    rows["alerts"] = rows["household_id"].map(live.size()).fillna(0).astype("int64")
    rows["guarantees"] = rows["household_id"].map(live["guarantee"].sum()).fillna(0).astype("int64")
    settled = alerts[alerts["settled_on"].notna()].groupby("household_id")
    rows["alerts_settled"] = rows["household_id"].map(settled.size()).fillna(0).astype("int64")
    return rows.assign(**{name: _day_of(rows, some) for name, some in days.items()})


def _day_of(rows: pd.DataFrame, days: pd.Series) -> pd.Series:
    """The day of each row's household, NaT where there is none (also when there is no day at all)."""
    return rows["household_id"].map(days.to_dict()).astype("datetime64[us]")
