"""Why this week's list is longer or shorter than the last: which lane, which alert, which department sent what."""

import json
from collections import Counter

import pandas as pd

from features.table import tables
from features.text import Text
from models.alert import Alert, alerts
from models.lists.lanes import LANES
from models.lists.weekly import WeeklyList

EXPLAINED_BY = ["lane", "alerts"]
MOST_NAMED = 3  # alerts named as drivers
MUCH = 1.8  # times the largest of the weeks before
LANE_WORDS = {
    "rule": Text(zh="规则通道", en="rule lane"),
    "model": Text(zh="模型通道", en="model lane"),
    "audit": Text(zh="随机抽查", en="random audit"),
    "insufficient": Text(zh="数据不足", en="insufficient records"),
}


def explain_volume(now: WeeklyList, last: pd.DataFrame | None, arrived: pd.DataFrame | None = None) -> list[Text]:
    """Sentences, most important first.

    `last` are the rows of the week before, of which `EXPLAINED_BY` is read (None for the first list), `arrived` what
    the tables sent since (`features.arrivals.arrivals`).
    """
    if last is None:
        return [
            Text(
                zh=f"本周{len(now.listed)}户，此前没有名单", en=f"{len(now.listed)} this week; there is no earlier list"
            )
        ]
    this = now.listed.columns(EXPLAINED_BY)
    return [_totals(this, last), *_lanes(this, last), *_drivers(this, last, arrived)]


def _totals(now: pd.DataFrame, last: pd.DataFrame) -> Text:
    more = len(now) - len(last)
    zh = f"，{'多' if more > 0 else '少'}{abs(more)}户" if more else "，户数相同"
    en = f", {abs(more)} {'more' if more > 0 else 'fewer'}" if more else ", the same number"
    return Text(zh=f"本周{len(now)}户，上周{len(last)}户{zh}", en=f"{len(now)} this week, {len(last)} last week{en}")


def _lanes(now: pd.DataFrame, last: pd.DataFrame) -> list[Text]:
    changes = {lane: int((now["lane"] == lane).sum() - (last["lane"] == lane).sum()) for lane in LANES}
    some = [(LANE_WORDS[lane], change) for lane, change in changes.items() if change]
    if not some:
        return []
    zh = "，".join(f"{w.zh}{change:+d}户" for w, change in some)
    return [Text(zh=zh, en=", ".join(f"{w.en} {change:+d}" for w, change in some))]


def _drivers(now: pd.DataFrame, last: pd.DataFrame, arrived: pd.DataFrame | None) -> list[Text]:
    """The alerts whose number of households changed most, with what their tables sent."""
    change = _alerts_on(now)
    change.subtract(_alerts_on(last))
    largest = sorted(((n, c) for n, c in change.items() if c), key=lambda one: (-abs(one[1]), one[0]))
    return [_driver(alerts()[name], count, arrived) for name, count in largest[:MOST_NAMED] if name in alerts()]


def _alerts_on(table: pd.DataFrame) -> Counter[str]:
    return Counter(alert["alert"] for row in table["alerts"] for alert in json.loads(row))


def _driver(alert: Alert, count: int, arrived: pd.DataFrame | None) -> Text:
    sent = _sent(alert, arrived, more=count > 0)
    department = alert.department.label
    return Text(
        zh=f"{department.zh}“{alert.label.zh}”{count:+d}户" + (f"（{sent.zh}）" if sent else ""),
        en=f"{department.en}, {alert.label.en!r}: {count:+d}" + (f" ({sent.en})" if sent else ""),
    )


def _sent(alert: Alert, arrived: pd.DataFrame | None, *, more: bool) -> Text | None:
    """What the alert's tables sent, where that explains it: much at once for more, nothing for fewer."""
    regular = [n for n in alert.tables if tables()[n].sent_every_days is not None]
    if arrived is None or not regular:
        return None
    rows = arrived[arrived["table"].isin(regular)]
    if rows.empty:
        return None if more else Text(zh="本周未送数据", en="sent nothing this week")
    much = rows[rows["rows"] >= MUCH * rows["most_before"]].sort_values("rows", ascending=False, kind="stable")
    return _at_once(much.iloc[0]) if more and len(much) else None


def _at_once(row: pd.Series) -> Text:
    label = tables()[row["table"]].label
    if row["months"] >= 2:
        return Text(
            zh=f"{label.zh}一次送来{row['months']}个月数据", en=f"{label.en}: sent {row['months']} months at once"
        )
    return Text(
        zh=f"{label.zh}本周送来{row['rows']}条，远多于平常", en=f"{label.en}: {row['rows']} rows, far more than usual"
    )
