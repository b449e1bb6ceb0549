"""One township's sheet: who is visited first, why, what may help, and room to sign."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from features.privacy import Privacy
from features.rows import rows_of
from features.text import Text
from models.lists.volume import LANE_WORDS
from models.sheets import wording
from models.sheets.cells import Sheet

COLUMNS = (
    (Text(zh="序号", en="No."), 5.0),
    (Text(zh="通道", en="Lane"), 10.5),
    (Text(zh="村", en="Village"), 11.0),
    (Text(zh="户编号", en="Number"), 12.0),
    (Text(zh="贫困指数（区间）", en="Index"), 10.5),
    (Text(zh="等级", en="Band"), 8.0),
    (Text(zh="原因", en="Reasons"), 62.0),
    (Text(zh="建议措施", en="Measures to consider"), 32.0),
    (Text(zh="上周", en="Last week"), 7.5),
    (Text(zh="核查结果", en="Finding"), 13.0),
    (Text(zh="核查情况及日期", en="What was found, and when"), 20.0),
    (Text(zh="核查人签字", en="Signature"), 12.0),
)
FINDINGS = "□属实\n□不属实\n□情况已变\n□联系不上"
NOT_A_DECISION = (
    "本表按访视先后排列，是核查线索，不是认定依据；应纳尽纳，不设比例。"
    "贫困指数越高越好：60以下为贫困，60至80易返贫，80以上稳定。"
    "原因后括号内为数据部门和获知日期。"
)
NOT_A_DECISION_EN = (
    "An order of visits, not a decision; no quota. Poverty index: higher is better off. Internal: not for posting."
)
NOT_FOR_POSTING = "内部工作资料：含个人情况，不得张贴、公示或转发。"
BEYOND = (
    "▼ 以下各户超出本周走访能力：按先后排列，供以后各周安排；可先电话核实。不在打印区域内，取消打印区域后可打印。\n"
    "Beyond this week's capacity, in the order of visits for the weeks to come. Printed once the print area is cleared."
)
LONGEST_HEADER = 240  # Excel refuses a header of more than 255 characters
CHANGE = {"new": "新增", "still": "仍在"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """How households are spoken of: names of `villages`, their short `numbers`, and what is said in general words."""

    villages: Mapping[str, str]
    numbers: Mapping[str, str]
    hidden: Collection[Privacy]


def this_week(rows: pd.DataFrame, seats: float | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that this week's visits reach, and the others, both by place.

    The first `seats` clues, and every audit: whom it draws is visited in any case, or nothing is learnt from it.
    Where the capacity is not known (None) everybody is reached.
    """
    if seats is None:
        return rows, rows.iloc[:0]
    clues = rows["lane"].isin(["rule", "model"]) & (rows["place"] <= seats)
    reached = clues | (rows["lane"] == "audit")
    return rows[reached], rows[~reached]


def write_township(
    sheet: Sheet,
    rows: pd.DataFrame,
    said: Said,
    *,
    title: str,
    head: Sequence[str],
    seats: float | None,
    mark: str = "",
) -> None:
    """Fill the sheet of one township with its `rows` of the list's table, by place.

    `head` are the lines below the title. What the week's `seats` do not reach stands below a line and outside the
    printed area, unless there is a `mark`, which says who took the rows out and stands at the top of every page.
    """
    first = _beginning(sheet, title, head)
    now, later = this_week(rows, seats)
    _rows(sheet, now, said, FINDINGS, least=62.0)
    if len(later):
        sheet.across(_ends_here(len(now), len(later)), sheet.formats.loud, least=34.0)
    sheet.gap()
    sheet.across("乡镇审核人签字：____________________    日期：____年____月____日", sheet.formats.note, least=24.0)
    if len(later):
        if not mark:
            sheet.page.print_area(0, 0, sheet.at - 1, len(COLUMNS) - 1)
        sheet.gap()
        sheet.across(BEYOND, sheet.formats.section, least=36.0)
        _rows(sheet, later, said, "")
    sheet.page.freeze_panes(first + 1, 4)
    sheet.page.repeat_rows(first)
    if mark:
        sheet.page.set_header("&C" + mark.replace("&", "&&")[:LONGEST_HEADER])
    sheet.page.set_footer("&L" + title.replace("&", "&&") + "&R第 &P 页，共 &N 页")


def _beginning(sheet: Sheet, title: str, head: Sequence[str]) -> int:
    """Title, head and headings; returns the row of the headings."""
    sheet.across(title, sheet.formats.title, least=26.0)
    for line in (*head, NOT_A_DECISION + NOT_FOR_POSTING, NOT_A_DECISION_EN):
        sheet.across(line, sheet.formats.note)
    first = sheet.at
    sheet.row([f"{words.zh}\n{words.en}" for words, _ in COLUMNS], sheet.formats.heading, least=44.0)
    return first


def _ends_here(now: int, later: int) -> str:
    return (
        f"▲ 本周走访到此为止，共{now}户；另有{later}户超出本周走访能力，按先后列在本表下方。\n"
        f"This week's visits end here: {now}. Another {later} households stand below, in their order."
    )


def _rows(sheet: Sheet, rows: pd.DataFrame, said: Said, findings: str, least: float = 0.0) -> None:
    formats = sheet.formats
    looks = [formats.centre] * 6 + [formats.cell] * 2 + [formats.centre] + [formats.cell] * 3
    for row in rows_of(rows):
        sheet.row(_cells(row, said, findings), looks, least=least)


def _cells(row: Mapping, said: Said, findings: str) -> list[str]:
    return [
        str(row["place"]),
        LANE_WORDS[row["lane"]].zh,
        said.villages.get(row["village_code"], row["village_code"]),
        said.numbers[row["household_id"]],
        wording.index(row),
        wording.band(row),
        wording.reasons(row, said.hidden),
        wording.measures(row, said.hidden),
        CHANGE[row["change"]],
        findings,
        "",
        "",
    ]
