"""The first sheet: how many stand in which lane, what changed and why, and up to which day the records reach."""

from collections.abc import Mapping, Sequence

import pandas as pd

from features.table import tables
from features.text import Text
from models.lists.area_alarm import COLUMNS as ALARM_COLUMNS
from models.lists.compare import GONE
from models.lists.currency import Currency
from models.lists.lanes import LANES
from models.lists.volume import LANE_WORDS
from models.lists.weekly import WeeklyList
from models.sheets.cells import Formats, Sheet
from models.sheets.township import NOT_A_DECISION, NOT_A_DECISION_EN, NOT_FOR_POSTING

SUMMARY = "说明 Summary"
NUMERALS = "一二三四五六七八九"
WIDTHS = (20.0, 22.0, 14.0, 14.0, 14.0, 14.0, 18.0, 34.0)
LANE_RULES = {
    "rule": "保障类和部门阈值类预警，全部列出，不设上限，不占模型通道名额",
    "model": "按返贫风险排序，受本乡镇本周走访能力限制；同分由随机数决定先后",
    "audit": "从其余农户中随机抽取，用于检验漏报；抽中概率已存档",
    "insufficient": "缺少近期记录，不能评估；不等于没有风险，建议电话核实",
}


def write_summary(
    sheet: Sheet,
    weekly: WeeklyList,
    *,
    title: str,
    head: Sequence[str],
    places: Mapping[str, str],
    strip: Sequence[Currency],
    volume: Sequence[Text],
    compared: pd.DataFrame | None,
    alarms: pd.DataFrame | None,
) -> None:
    """Fill the first sheet; `head` are the lines below the title."""
    formats = sheet.formats
    sheet.across(title, formats.title, least=26.0)
    for line in (*head, NOT_A_DECISION + NOT_FOR_POSTING, NOT_A_DECISION_EN):
        sheet.across(line, formats.note)
    _counts(sheet, formats, weekly, places)
    _volume(sheet, formats, volume)
    if compared is not None:
        _changes(sheet, formats, compared)
    if alarms is not None and len(alarms):
        _alarms(sheet, formats, alarms[ALARM_COLUMNS], places)
    _strip(sheet, formats, strip)
    _lanes(sheet, formats)
    _provenance(sheet, formats, weekly)


def _section(sheet: Sheet, formats: Formats, words: str) -> None:
    sheet.gap()
    sheet.sections += 1
    sheet.across(f"{NUMERALS[sheet.sections - 1]}、{words}", formats.section, least=20.0)


def _counts(sheet: Sheet, formats: Formats, weekly: WeeklyList, places: Mapping[str, str]) -> None:
    _section(sheet, formats, "各乡镇户数  Households by township and lane")
    sheet.row(["乡镇", *(LANE_WORDS[lane].zh for lane in LANES), "合计", "本周可走访户数"], formats.heading)
    by = (
        weekly.listed.columns(["township_code", "lane"]).groupby(["township_code", "lane"]).size().unstack(fill_value=0)
    )
    by = by.reindex(index=sorted(weekly.capacity["township_code"]), columns=list(LANES), fill_value=0)
    capacity = weekly.capacity.set_index("township_code").sort_index()
    for code, visits, assumed in zip(capacity.index, capacity["visits"], capacity["assumed"], strict=True):
        row = by.loc[code]
        seats = f"{visits}" + ("（未报，按1%估）" if assumed else "")
        sheet.row([places.get(code, code), *row, row.sum(), seats], formats.centre)
    sheet.row(["全县", *by.sum(), by.to_numpy().sum(), capacity["visits"].sum()], formats.centre)


def _volume(sheet: Sheet, formats: Formats, volume: Sequence[Text]) -> None:
    _section(sheet, formats, "户数变化说明  Why the list is longer or shorter")
    for words in volume:
        sheet.across(f"· {words.zh}", formats.note)


def _changes(sheet: Sheet, formats: Formats, compared: pd.DataFrame) -> None:
    _section(sheet, formats, "与上周相比  Against last week")
    counts = compared["change"].value_counts()
    kinds = (("new", "新增"), ("still", "仍在"), ("gone", "离开"))
    sheet.across("，".join(f"{zh}{counts.get(k, 0)}户" for k, zh in kinds), formats.note)
    for why, number in compared.loc[compared["change"] == "gone", "why"].value_counts().items():
        sheet.across(f"· 离开：{GONE[str(why)].zh} {number}户", formats.note)


def _alarms(sheet: Sheet, formats: Formats, alarms: pd.DataFrame, places: Mapping[str, str]) -> None:
    _section(sheet, formats, "片区预警  Area alarms")
    for row in alarms.to_dict("records"):
        sheet.across(f"· {places.get(row['village_code'], row['village_code'])}：{row['zh']}", formats.loud)


def _strip(sheet: Sheet, formats: Formats, strip: Sequence[Currency]) -> None:
    _section(sheet, formats, "数据时效  Up to which day the records reach")
    sheet.row(["部门", "数据", "发生至", "获知至", "状态"], formats.heading)
    for one in strip:
        contract = tables()[one.table]
        state = "已停更，相关内容可能漏报" if one.stale else "正常"
        days = [str(one.happened_on or "从未送达"), str(one.known_on or "—")]
        sheet.row([contract.department.label.zh, contract.label.zh, *days, state], formats.centre)


def _lanes(sheet: Sheet, formats: Formats) -> None:
    _section(sheet, formats, "通道说明  The lanes")
    for lane in LANES:
        sheet.across(f"· {LANE_WORDS[lane].zh} {LANE_WORDS[lane].en}：{LANE_RULES[lane]}", formats.note)


def _provenance(sheet: Sheet, formats: Formats, weekly: WeeklyList) -> None:
    _section(sheet, formats, "可复核信息  For whoever rebuilds this list")
    made_by = weekly.listed.columns(["model_id", "fingerprint", "policy_version"])
    if len(made_by):
        first = made_by.iloc[0]
        model = f"模型 {first['model_id']}，特征指纹 {first['fingerprint']}，政策版本 {first['policy_version']}"
        sheet.across(model, formats.note)
    sheet.across(f"名单校验值 {weekly.hash}", formats.note)
