"""The weekly list as the Excel workbook a county prints: a summary, then one sheet per township.

Text only: nothing a record holds can become a formula, a link or a number, and no identity number is
written. The same list gives the same bytes.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from features.privacy import Privacy
from features.sheets import OPTIONS, sheet_name
from features.standard import LINE, Standards
from features.table import tables
from features.text import Text
from models.lists.currency import Currency
from models.lists.weekly import WeeklyList
from models.sheets.cells import Formats
from models.sheets.summary import write_summary
from models.sheets.township import write_township
from models.sheets.wording import pseudonyms

TITLE = "防止返贫监测每周核查名单"


def write_workbook(
    weekly: WeeklyList,
    path: Path,
    *,
    places: Mapping[str, str],
    standards: Standards,
    strip: Sequence[Currency] = (),
    volume: Sequence[Text] = (),
    compared: pd.DataFrame | None = None,
    alarms: pd.DataFrame | None = None,
    hidden: Collection[Privacy] = (),
    names: Mapping[str, str] | None = None,
    mark: str = "",
) -> Path:
    """Write `weekly` to `path`; the file appears whole or not at all.

    `places` names area codes (table areas); `strip`, `volume`, `compared` and `alarms` are what
    `models.lists` makes of them; facts of a class in `hidden` are said in general words. `names` are the
    households' names for whoever may see them, `mark` stands on every sheet and printed page: who took the
    workbook out, when and why. Raises MissingStandardError where a township has no monitoring line.
    """
    path = Path(path)
    partial = path.with_suffix(".partial")
    book = xlsxwriter.Workbook(str(partial), OPTIONS)
    day = datetime.combine(weekly.as_of, datetime.min.time())
    book.set_properties({"title": TITLE, "subject": weekly.week, "created": day})
    formats = Formats(book)
    taken = {"说明 summary"}
    townships = sorted(weekly.capacity["township_code"])
    county = _head(weekly, standards, townships, strip, mark)
    write_summary(
        book,
        formats,
        weekly,
        title=f"{TITLE}（{weekly.week}）",
        head=county,
        places=places,
        strip=strip,
        volume=volume,
        compared=compared,
        alarms=alarms,
    )
    numbers = _numbers(weekly, names or {})
    for code in townships:
        name = places.get(code, code)
        write_township(
            book,
            formats,
            sheet_name(name, taken, "乡镇"),
            weekly.table[weekly.table["township_code"] == code],
            title=f"{name} {TITLE}（{weekly.week}）",
            head=_head(weekly, standards, [code], strip, mark),
            villages=places,
            numbers=numbers,
            hidden=hidden,
            mark=mark,
        )
    book.close()
    os.replace(partial, path)
    return path


def _numbers(weekly: WeeklyList, names: Mapping[str, str]) -> dict[str, str]:
    """Each household's short number, below its name where that is given."""
    short = pseudonyms(weekly.table["household_id"].tolist())
    return {h: f"{names[h]}\n{number}" if names.get(h) else number for h, number in short.items()}


def _head(
    weekly: WeeklyList, standards: Standards, townships: Sequence[str], strip: Sequence[Currency], mark: str
) -> list[str]:
    """The lines below a title: who took it out, week and capacity, the line in force, the data-currency strip."""
    mine = weekly.capacity[weekly.capacity["township_code"].isin(townships)]
    week = f"周次 {weekly.week}，数据截至 {weekly.as_of}，本周可走访 {mine['visits'].sum()} 户"
    assumed = "（走访能力未报，按户数1%估）" if mine["assumed"].any() else ""
    marked = [mark] if mark else []
    return [*marked, week + assumed, *_lines(weekly, standards, townships), *_currency(strip)]


def _lines(weekly: WeeklyList, standards: Standards, townships: Sequence[str]) -> list[str]:
    """The monitoring line in force, with its document; several where townships differ."""
    said = []
    for code in townships:
        figure = standards.figure(LINE, code, weekly.as_of)
        mark = "【非官方默认值，使用前须由县里确认】" if figure.unofficial else ""
        said.append(f"监测范围 人均年纯收入 {figure.amount:,.0f} 元，依据：{figure.document or '未注明'}{mark}")
    return list(dict.fromkeys(said))


def _currency(strip: Sequence[Currency]) -> list[str]:
    """The feeds that come regularly and whatever has gone stale; the summary has them all."""
    said = [one.words.zh for one in strip if one.stale or tables()[one.table].sent_every_days is not None]
    return ["数据时效：" + "；".join(said)] if said else []
