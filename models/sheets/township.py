"""One township's sheet: who is visited first, why, what may help, and room to sign."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import xlsxwriter

from features.privacy import Privacy
from features.text import Text
from models.lists.volume import LANE_WORDS
from models.sheets import wording
from models.sheets.cells import Formats, Sheet

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
LONGEST_HEADER = 240  # Excel refuses a header of more than 255 characters
CHANGE = {"new": "新增", "still": "仍在"}


def write_township(
    book: xlsxwriter.Workbook,
    formats: Formats,
    name: str,
    rows: pd.DataFrame,
    *,
    title: str,
    head: Sequence[str],
    villages: Mapping[str, str],
    numbers: Mapping[str, str],
    hidden: Collection[Privacy],
    mark: str = "",
) -> None:
    """Add the sheet `name` for `rows` (one township of the list's table, by place).

    `head` are the lines below the title; `villages` names area codes; `numbers` gives each household
    its short number; `mark` stands at the top of every printed page.
    """
    sheet = Sheet(book, name, formats, [width for _, width in COLUMNS])
    sheet.across(title, formats.title, least=26.0)
    for line in (*head, NOT_A_DECISION + NOT_FOR_POSTING):
        sheet.across(line, formats.note)
    sheet.across(NOT_A_DECISION_EN, formats.note)
    first = sheet.at
    sheet.row([f"{words.zh}\n{words.en}" for words, _ in COLUMNS], formats.heading, least=44.0)
    looks = [formats.centre] * 6 + [formats.cell] * 2 + [formats.centre] + [formats.cell] * 3
    for row in rows.to_dict("records"):
        sheet.row(_cells(row, villages, numbers, hidden), looks, least=62.0)
    sheet.gap()
    sheet.across("乡镇审核人签字：____________________    日期：____年____月____日", formats.note, least=24.0)
    sheet.page.freeze_panes(first + 1, 4)
    sheet.page.repeat_rows(first)
    if mark:
        sheet.page.set_header("&C" + mark.replace("&", "&&")[:LONGEST_HEADER])
    sheet.page.set_footer("&L" + title.replace("&", "&&") + "&R第 &P 页，共 &N 页")


def _cells(
    row: Mapping, villages: Mapping[str, str], numbers: Mapping[str, str], hidden: Collection[Privacy]
) -> list[str]:
    return [
        str(row["place"]),
        LANE_WORDS[row["lane"]].zh,
        villages.get(row["village_code"], row["village_code"]),
        numbers[row["household_id"]],
        wording.index(row),
        wording.band(row),
        wording.reasons(row, hidden),
        wording.measures(row, hidden),
        CHANGE[row["change"]],
        FINDINGS,
        "",
        "",
    ]
