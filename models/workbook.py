"""The weekly list as the Excel workbook a county prints: a summary, then one sheet per township.

Text only: nothing a record holds can become a formula, a link or a number, and no identity number is
written. The same list gives the same bytes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from features.privacy import Privacy
from features.sheets import OPTIONS, sheet_name
from features.standard import LINE, Standards
from features.table import tables
from features.text import Text
from features.whole import whole
from models.lists.currency import Currency
from models.lists.weekly import WeeklyList
from models.sheets.cells import Formats, Sheet
from models.sheets.summary import SUMMARY, WIDTHS, write_summary
from models.sheets.township import COLUMNS, Said, write_township
from models.sheets.wording import pseudonyms

TITLE = "防止返贫监测每周核查名单"


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is told around a list: `places` names area codes (table areas); the rest is what `models.lists` makes."""

    places: Mapping[str, str]
    standards: Standards
    strip: Sequence[Currency] = ()
    volume: Sequence[Text] = ()
    compared: pd.DataFrame | None = None
    alarms: pd.DataFrame | None = None


@dataclass(frozen=True, kw_only=True)
class Audience:
    """For whom it is written.

    Facts of a class in `hidden` are said in general words; `names` are the households' names for whoever may see
    them; `mark` stands on every sheet and printed page: who took the workbook out, when and why.
    """

    hidden: Collection[Privacy] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""


def write_workbook(weekly: WeeklyList, path: Path, background: Background, audience: Audience | None = None) -> Path:
    """Write `weekly` to `path` (None: for whoever may know all facts, without names); whole or not at all.

    Raises MissingStandardError where a township has no monitoring line.
    """
    audience = audience or Audience()
    with whole(Path(path)) as partial:
        book = xlsxwriter.Workbook(str(partial), OPTIONS)
        day = datetime.combine(weekly.as_of, datetime.min.time())
        book.set_properties({"title": TITLE, "subject": weekly.week, "created": day})
        _fill(book, weekly, background, audience)
        book.close()
    return Path(path)


def _fill(book: xlsxwriter.Workbook, weekly: WeeklyList, background: Background, audience: Audience) -> None:
    """The summary, then a sheet for every township."""
    formats, taken = Formats(book), {SUMMARY.lower()}
    townships = sorted(weekly.capacity["township_code"])
    write_summary(
        Sheet(book, SUMMARY, formats, WIDTHS),
        weekly,
        title=f"{TITLE}（{weekly.week}）",
        head=_head(weekly, townships, background, audience),
        places=background.places,
        strip=background.strip,
        volume=background.volume,
        compared=background.compared,
        alarms=background.alarms,
    )
    numbers = _numbers(weekly, audience.names)
    said = Said(villages=background.places, numbers=numbers, hidden=audience.hidden)
    seats = weekly.capacity.set_index("township_code")["seats"]
    for code in townships:
        name = background.places.get(code, code)
        write_township(
            Sheet(book, sheet_name(name, taken, "乡镇"), formats, [width for _, width in COLUMNS]),
            weekly.listed.of_township(code),
            said,
            title=f"{name} {TITLE}（{weekly.week}）",
            head=_head(weekly, [code], background, audience),
            seats=seats.get(code),
            mark=audience.mark,
        )


def _numbers(weekly: WeeklyList, names: Mapping[str, str]) -> dict[str, str]:
    """Each household's short number, below its name where that is given."""
    short = pseudonyms(weekly.listed.columns(["household_id"])["household_id"].tolist())
    return {h: f"{names[h]}\n{number}" if names.get(h) else number for h, number in short.items()}


def _head(weekly: WeeklyList, townships: Sequence[str], background: Background, audience: Audience) -> list[str]:
    """The lines below a title: who took it out, week and capacity, the line in force, the data-currency strip."""
    mine = weekly.capacity[weekly.capacity["township_code"].isin(townships)]
    week = f"周次 {weekly.week}，数据截至 {weekly.as_of}，本周可走访 {mine['visits'].sum()} 户"
    assumed = "（走访能力未报，按户数1%估）" if mine["assumed"].any() else ""
    marked = [audience.mark] if audience.mark else []
    lines = _lines(weekly, background.standards, townships)
    return [*marked, week + assumed, *lines, *_currency(background.strip)]


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
