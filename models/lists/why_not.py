"""Why is this household not on the list? What leaders and petitioners ask daily, from the list's own standing."""

import json
from dataclasses import dataclass

import pandas as pd

from features.table import tables
from features.text import Text
from models.alert import alerts
from models.lists.lanes import LANES
from models.lists.weekly import WeeklyList

MOST_NAMED = 3


@dataclass(frozen=True)
class Answer:
    """`listed`, a stable `code` (a lane or the cause), and sentences, the cause first."""

    listed: bool
    code: str
    lines: tuple[Text, ...]


def why_not(household_id: str, weekly: WeeklyList) -> Answer:
    """The answer for one household; code "unknown" if the list's assessments do not hold it."""
    rows = weekly.standing[weekly.standing["household_id"] == household_id]
    if rows.empty:
        unknown = Text(
            zh="名单所用的登记中没有这一户：核对户编号，或先完成登记",
            en="the register this list was made from does not hold it: check its number, or register it first",
        )
        return Answer(False, "unknown", (unknown,))
    row = rows.iloc[0]
    lines = [_cause(row), *_missing(row), *_unchecked(household_id, weekly)]
    return Answer(row["status"] in LANES, row["status"], tuple(lines))


def _cause(row: pd.Series) -> Text:
    return {
        "monitored": lambda: Text(
            zh="已是监测对象，按帮扶程序跟进，不进核查名单", en="monitored already: followed by its own procedure"
        ),
        "in_procedure": lambda: Text(
            zh=f"{_day(row, 'confirmed_on')}走访属实，认定程序办理中",
            en=f"visited and confirmed on {_day(row, 'confirmed_on')}; the procedure is running",
        ),
        "settled": lambda: _settled(row),
        "called": lambda: Text(
            zh=f"数据不足，已于{_day(row, 'visited_on')}联系核实",
            en=f"lacks records and was reached on {_day(row, 'visited_on')}",
        ),
        "beyond_capacity": lambda: _beyond(row),
    }.get(row["status"], lambda: _listed(row))()


def _day(row: pd.Series, name: str) -> str:
    return str(pd.Timestamp(row[name]).date())


def _settled(row: pd.Series) -> Text:
    day = _day(row, "settled_on")
    return Text(
        zh=f"{day}走访核查未发现风险，此后没有新的情况，风险也未明显上升",
        en=f"visited on {day} and found without risk; nothing new since, and its risk has not risen by half",
    )


def _beyond(row: pd.Series) -> Text:
    place, seats = int(row["position"]), int(row["seats"])
    settled = "，已有的预警走访核实过" if row["alerts_settled"] else "，没有规则预警"
    return Text(
        zh=f"按风险排在本乡镇第{place}位，本周可走访{seats}户{settled}；不在名单不等于没有风险",
        en=(
            f"number {place} by risk in its township, which can visit {seats} this week; "
            f"{'its alerts were checked on a visit' if row['alerts_settled'] else 'no alert fired'}; "
            "not being listed does not mean being safe"
        ),
    )


def _listed(row: pd.Series) -> Text:
    return Text(
        zh=f"在本周名单上，本乡镇第{int(row['place'])}户",
        en=f"it is on this week's list, number {int(row['place'])} of its township",
    )


def _missing(row: pd.Series) -> list[Text]:
    names = [tables()[n].label for n in json.loads(row["missing"]) if n in tables()]
    if not names:
        return []
    return [
        Text(
            zh=f"缺少的记录：{'、'.join(n.zh for n in names)}",
            en=f"records that are missing: {', '.join(n.en for n in names)}",
        )
    ]


def _unchecked(household_id: str, weekly: WeeklyList) -> list[Text]:
    """The alerts that could not be checked: unknown is not safe."""
    mine = weekly.unchecked[weekly.unchecked["household_id"] == household_id]
    names = [alerts()[n].label for n in mine["alert"] if n in alerts()]
    if not names:
        return []
    zh, en = "、".join(n.zh for n in names[:MOST_NAMED]), ", ".join(n.en for n in names[:MOST_NAMED])
    return [
        Text(
            zh=f"因没有相应记录未核对{len(names)}项预警：{zh}{'等' if len(names) > MOST_NAMED else ''}",
            en=f"{len(names)} alerts could not be checked without such records: {en}"
            f"{' …' if len(names) > MOST_NAMED else ''}",
        )
    ]
