"""What the map shows of each area: risk, how many are listed, how many were visited, how many wait too long."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from features.text import Text
from models.risk_level import HIGH
from serving.database.lists import Listed, Standing

VISITED_DAYS = 28


@dataclass(frozen=True)
class AreaFigures:
    """One area's households: assessed, at high risk (the county's highest tenth), listed, visited, past their time.

    `alarms` are its villages in alarm, each with what is said of it.
    """

    area_code: str
    assessed: int
    high: int
    listed: int
    visited: int
    overdue: int
    alarms: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Shown:
    """One thing the map can show: its words and the share it shades by, None where it cannot be said."""

    label: Text
    about: Text
    share: Callable[[AreaFigures], float | None]


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None


SHOWN = {
    "risk": Shown(
        Text(zh="风险较高的户", en="Households at high risk"),
        Text(zh="属全县风险最高十分之一的户，占评估户数", en="Those in the county's highest tenth, of all assessed"),
        lambda a: _of(a.high, a.assessed),
    ),
    "listed": Shown(
        Text(zh="在名单上", en="Listed"),
        Text(zh="在本周名单上的户，占评估户数", en="On this week's list, of all assessed"),
        lambda a: _of(a.listed, a.assessed),
    ),
    "coverage": Shown(
        Text(zh="走访覆盖", en="Visited"),
        Text(zh="近28天走访过的户，占在名单上的户", en="Visited in the last 28 days, of those listed"),
        lambda a: _of(a.visited, a.listed),
    ),
    "overdue": Shown(
        Text(zh="超过核查时限", en="Past their time"),
        Text(
            zh="连续在名单上超过核查时限的户，占在名单上的户",
            en="Listed for longer than a check may take, of those listed",
        ),
        lambda a: _of(a.overdue, a.listed),
    ),
}


def high_from(county: np.ndarray) -> float:
    """The risk from which a household belongs to the county's highest tenth, of the risks of everybody assessed."""
    return float(np.quantile(county, 1 - HIGH)) if len(county) else float("inf")


def figures(
    kept: Session, week: str, high: float, late: ColumnElement[bool], visits: pd.DataFrame, today: date
) -> pd.DataFrame:
    """By the village_code of every village within reach: households assessed, high, listed, visited, overdue."""
    at_risk = func.sum(case((Standing.return_risk >= high, 1), else_=0))
    asked = select(Standing.village_code, func.count(), at_risk).where(Standing.week == week)
    rows = kept.execute(asked.group_by(Standing.village_code)).tuples().all()
    found = pd.DataFrame(rows, columns=["village_code", "assessed", "high"]).set_index("village_code")
    on_list = select(Listed.household_id, Listed.village_code).where(Listed.week == week)
    listed = dict(kept.execute(on_list).tuples().all())
    waiting = kept.scalars(select(Listed.village_code).where(Listed.week == week, late))
    counts = {
        "listed": Counter(listed.values()),
        "visited": Counter(listed[one] for one in _reached(visits, today) & set(listed)),
        "overdue": Counter(waiting),
    }
    return found.assign(**{name: [some[village] for village in found.index] for name, some in counts.items()})


def _reached(visits: pd.DataFrame, today: date) -> set[str]:
    since = pd.Timestamp(today - timedelta(days=VISITED_DAYS))
    return set(visits["household_id"][(visits["happened_on"] > since) & (visits["result"] != "not_reached")])


def by_area(rows: pd.DataFrame, digits: int, alarms: Collection[dict[str, Any]]) -> list[AreaFigures]:
    """The villages added up by the first `digits` of their codes; a village's alarms stand with its township too."""
    made = []
    for code, some in rows.groupby(rows.index.str[:digits]):
        mine = [a for a in alarms if a["village_code"].startswith(str(code))]
        loud = tuple((a["village_code"], Text(zh=a["zh"], en=a["en"])) for a in mine)
        counts = {name: int(some[name].sum()) for name in ("assessed", "high", "listed", "visited", "overdue")}
        made.append(AreaFigures(str(code).ljust(12, "0"), **counts, alarms=loud))
    return made


def cuts(shares: Sequence[float | None], classes: int) -> list[float]:
    """Where the shades change: equal steps between the least and the largest share, at most `classes` - 1 of them.

    >>> cuts([0.1, 0.6, None], 5)
    [0.2, 0.3, 0.4, 0.5]
    """
    known = [share for share in shares if share is not None]
    if not known or min(known) == max(known):
        return []
    step = (max(known) - min(known)) / classes
    return [round(min(known) + step * n, 6) for n in range(1, classes)]
