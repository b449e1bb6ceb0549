"""What a reader of the list chose to see: filters from the address, as conditions and as an address again."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Text, cast, false, func, or_, select
from sqlalchemy.orm import aliased

from features.errors import UnreadableError
from features.text import Text as Words
from features.theme import Theme
from models.bands import Band
from models.lists.lanes import LANES
from models.lists.volume import LANE_WORDS
from serving.database.lists import Listed

DAYS = 7  # in a week: the whole procedure is counted in calendar days, as the notice says
GROUPS = {
    "return": Words(zh="脱贫户", en="Formerly poor"),
    "entry": Words(zh="一般农户", en="Other rural"),
}
CHANGES = {
    "new": Words(zh="本周新增", en="New this week"),
    "still": Words(zh="仍在", en="Still there"),
    "gone": Words(zh="本周离开", en="Gone this week"),
}
CARE = {
    "overdue": Words(zh="已超核查时限", en="Past its time"),
    "unassigned": Words(zh="尚未分派", en="Not assigned yet"),
    "assigned": Words(zh="已分派", en="Assigned"),
}
OPTIONS: Mapping[str, Mapping[str, Words]] = {
    "lane": {lane: LANE_WORDS[lane] for lane in LANES},
    "change": CHANGES,
    "group": GROUPS,
    "band": {band.value: band.label for band in Band},
    "theme": {theme.value: theme.label for theme in Theme},
    "care": CARE,
}
LABELS = {
    "township": Words(zh="乡镇", en="Township"),
    "village": Words(zh="村", en="Village"),
    "lane": Words(zh="通道", en="Lane"),
    "change": Words(zh="与上周相比", en="Against last week"),
    "group": Words(zh="户类别", en="Category"),
    "band": Words(zh="等级", en="Band"),
    "theme": Words(zh="原因", en="Reason"),
    "care": Words(zh="办理", en="Care"),
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The filters; "" means all. `township` and `village` are 12-digit codes, `page` counts from 1."""

    township: str = ""
    village: str = ""
    lane: str = ""
    change: str = ""
    group: str = ""
    band: str = ""
    theme: str = ""
    care: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, object]) -> Self:
        """The filters of an address or a form; raises UnreadableError for one that does not exist."""
        given = {f.name: str(asked.get(f.name, "")).strip()[:32] for f in fields(cls) if f.name != "page"}
        for name, value in given.items():
            known = value in OPTIONS[name] if name in OPTIONS else value.isdigit() and len(value) == 12
            if value and not known:
                raise UnreadableError(
                    f"没有这样的筛选条件：{LABELS[name].zh}，请重新选择",
                    f"there is no such choice of {LABELS[name].en.lower()}: choose again",
                )
        page = str(asked.get("page", "1"))
        return cls(**given, page=max(1, int(page)) if page.isdigit() and len(page) < 6 else 1)

    def with_(self, page: int = 1, **changes: str) -> Self:
        """Another choice; its first page unless one is named."""
        return replace(self, page=page, **changes)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, without the page."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "page" and getattr(self, f.name)}

    @property
    def query(self) -> str:
        """As the end of an address, e.g. ?lane=rule&page=2; "" for everything."""
        page = {"page": self.page} if self.page > 1 else {}
        said = self.chosen | page
        return "?" + urlencode(said) if said else ""

    def conditions(self, week: str, earlier: list[str], procedure_days: float) -> list[ColumnElement[bool]]:
        """What a row of `Listed` must hold. `earlier` are the weeks published before `week`, latest first."""
        plain = {
            "township": Listed.township_code,
            "village": Listed.village_code,
            "lane": Listed.lane,
            "change": Listed.change,
            "group": Listed.group,
            "band": Listed.band,
        }
        held = [Listed.week == week]
        held += [column == getattr(self, name) for name, column in plain.items() if getattr(self, name)]
        if self.theme:
            said = f'"theme": "{self.theme}"'
            held.append(or_(cast(Listed.reasons, Text).contains(said), cast(Listed.alerts, Text).contains(said)))
        if self.care:
            held.append(_care(self.care, earlier, procedure_days))
        return held


def _care(care: str, earlier: list[str], procedure_days: float) -> ColumnElement[bool]:
    if care == "overdue":
        return overdue(earlier, procedure_days)
    return Listed.assigned_to.is_(None) if care == "unassigned" else Listed.assigned_to.is_not(None)


def overdue(earlier: list[str], procedure_days: float) -> ColumnElement[bool]:
    """Listed in every one of so many weeks before that the days of the procedure have passed, and still not settled."""
    needed = max(1, math.ceil(procedure_days / DAYS))
    if len(earlier) < needed:
        return false()
    before = aliased(Listed)
    listed = select(before.household_id).where(before.week.in_(earlier[:needed])).group_by(before.household_id)
    return Listed.household_id.in_(listed.having(func.count() == needed))
