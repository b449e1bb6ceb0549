"""My visits for days without a network: a workbook taken along, filled in, brought back; each row counts once."""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import RequestError, UnreadableError, UnreadableFileError
from features.intake.header import plain_heading
from features.intake.limits import MEGABYTE, Limits
from features.intake.reading import reading
from features.sheets import Book
from features.text import Text
from serving.access.caller import Caller
from serving.cases.workplace import Workplace
from serving.database.lists import PublishedList
from serving.database.visits import Visit
from serving.household_records import household_of
from serving.reading.facts import facts
from serving.visits import corrections, told
from serving.visits.answers import ANSWERS, RESULTS
from serving.visits.due import Task, latest_list, tasks
from serving.visits.questions import questions
from serving.visits.reporting import read, report

LIMITS = Limits(file_bytes=2 * MEGABYTE, entry_bytes=32 * MEGABYTE, cpu_seconds=20, seconds=40, columns=40)
MOST_ROWS = 2000
YES = Text(zh="是", en="yes")
HEADINGS = {
    "household_id": Text(zh="户编号", en="Household"),
    "name": Text(zh="户主", en="Head"),
    "due": Text(zh="应访日期", en="Due"),
    "why": Text(zh="为什么走访", en="Why"),
    "ask": Text(zh="问什么、看什么", en="What to ask"),
    "result": Text(zh="结果", en="Result"),
    "reason": Text(zh="原因", en="Reason"),
    "visited_on": Text(zh="走访日期", en="Day of the visit"),
    "by_telephone": Text(zh="电话核实", en="By telephone"),
    "words": Text(zh="说明", en="Note"),
    "wrong": Text(zh="登记有误的一项", en="Record that is wrong"),
    "wrong_words": Text(zh="实际情况", en="What is right"),
    "key": Text(zh="回执号", en="Receipt"),
}
NEEDED = ("household_id", "result", "reason", "visited_on", "key")
WIDTHS = (17, 9, 11, 46, 36, 11, 24, 12, 9, 26, 24, 26, 12)
NOTES = Text(
    zh="只填结果至实际情况各列，每户一行；没走访的留空。填好后在“我的走访”上传，重复上传只计一次。本表含个人信息，用后删除。",
    en="Fill in the columns from Result to What is right; leave a household empty that was not visited. "
    "Upload it under My visits; uploaded twice it counts once. It holds personal information: delete it afterwards.",
)


@dataclass(frozen=True)
class Outcome:
    """What became of one row of the workbook; `row` is its number in the file."""

    row: int
    household_id: str
    words: Text
    taken: bool


def write(session: Session, workplace: Workplace, caller: Caller, path: Path, language: str) -> Path:
    """The caller's open visits as a workbook at `path`; results and reasons are chosen from lists."""
    mine = [task for task in tasks(session, workplace, caller) if task.visit is None]
    published = latest_list(session)
    names = workplace.vault.heads(session, caller, [task.household.household_id for task in mine])
    title = HEADINGS["result"].of(language)
    with Book(path, title=title) as book:
        headings = [words.of(language) for words in HEADINGS.values()]
        sheet = book.sheet("走访 visits", headings, widths=WIDTHS, notes=[NOTES.of(language)])
        for task in mine:
            sheet.row(_cells(task, published, caller, names, language))
        last = max(sheet.at - 1, sheet.header + 1)
        for column, choices in _choices(language).items():
            at = list(HEADINGS).index(column)
            sheet.page.data_validation(sheet.header + 1, at, last, at, {"validate": "list", "source": choices})
        listed = book.sheet("选项 choices", [RESULT_HEADING.of(language), REASON_HEADING.of(language)])
        for one in ANSWERS:
            listed.row([RESULTS[one.result].of(language), one.label.of(language)])
    return path


RESULT_HEADING = Text(zh="结果", en="Result")
REASON_HEADING = Text(zh="可选原因", en="Reasons to choose from")


def _choices(language: str) -> dict[str, list[str]]:
    """What a cell may be chosen from; a list in a cell holds 255 characters, so reasons stand on their own sheet."""
    return {"result": [words.of(language) for words in RESULTS.values()], "by_telephone": [YES.of(language)]}


def _cells(
    task: Task, published: PublishedList | None, caller: Caller, names: Mapping[str, str], language: str
) -> list[str]:
    one = task.household.household_id
    found = facts([*task.row.alerts, *task.row.reasons], published.as_of, caller) if task.row and published else []
    first = told.in_three_sentences(found)
    asked = [q for q in questions(fact.name for fact in [*first, *found]) if caller.sees(q.privacy)]
    why = "\n".join(f"{n}. {fact.sentence.of(language)}" for n, fact in enumerate(first, start=1))
    ask = "\n".join(f"{q.ask.of(language)}（{q.paper.of(language)}）" for q in asked[:3])
    filled = {"household_id": one, "name": names.get(one, ""), "due": str(task.due_on), "why": why, "ask": ask}
    return [(filled | {"key": _key(caller, one, task.row.week if task.row else "")}).get(n, "") for n in HEADINGS]


def _key(caller: Caller, household_id: str, week: str) -> str:
    """The same for the same caller, household and week, so that two copies of the workbook count once."""
    return "book-" + hashlib.sha256(f"{caller.name}|{household_id}|{week}".encode()).hexdigest()[:32]


def take_in(session: Session, workplace: Workplace, caller: Caller, content: bytes) -> list[Outcome]:
    """Report every filled-in row of an uploaded workbook; raises UnreadableError for a file that cannot be read.

    A row that cannot be taken is left out with a sentence and the others stand; uploaded again after it
    was mended, it alone is new.
    """
    return [_take(session, workplace, caller, row) for row in _rows(content) if row.get("result")]


def _rows(content: bytes) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "visits.xlsx"
        path.write_bytes(content)
        try:
            with reading(path, known=set(_names()), limits=LIMITS) as found:
                parts = [_named(part.names, pd.read_parquet(part.path)) for part in found.parts]
        except UnreadableFileError as error:
            raise UnreadableError(
                f"无法读取此工作簿，请用下载的表填写并存为xlsx（{error}）",
                f"the workbook cannot be read: fill in the one you downloaded and save it as xlsx ({error})",
            ) from None
    mine = [rows for rows in parts if set(NEEDED) <= set(rows.columns)]
    if len(mine) != 1 or len(mine[0]) > MOST_ROWS:
        raise UnreadableError(
            "没有找到走访表：请用“我的走访”中下载的工作簿填写",
            "there is no sheet of visits in it: fill in the workbook downloaded under My visits",
        )
    rows = mine[0].astype("object").where(mine[0].notna(), "")
    return [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]


def _names() -> dict[str, str]:
    """Our columns by their headings, in either language."""
    return {plain_heading(text): name for name, words in HEADINGS.items() for text in (words.zh, words.en)}


def _named(names: Iterable[str], rows: pd.DataFrame) -> pd.DataFrame:
    ours = {f"c{n}": _names()[plain_heading(name)] for n, name in enumerate(names) if plain_heading(name) in _names()}
    return rows[["row", *ours]].rename(columns=ours)


def _take(session: Session, workplace: Workplace, caller: Caller, row: Mapping[str, Any]) -> Outcome:
    number, one = int(row["row"]), str(row["household_id"])
    try:
        if session.scalar(select(Visit.visit_id).where(Visit.key == row["key"])):
            return Outcome(number, one, Text(zh="已报告过，未作改动", en="reported already; nothing was changed"), True)
        with session.begin_nested():
            household = household_of(session, one)
            report(session, workplace, caller, household, read(_form(row), workplace.today))
    except RequestError as error:
        return Outcome(number, one, Text(zh=error.zh, en=error.en), False)
    return Outcome(number, one, Text(zh="已报告", en="reported"), True)


def _form(row: Mapping[str, Any]) -> dict[str, str]:
    """The row as the page's form would have sent it."""
    result = _code(row["result"], RESULTS)
    reasons = {one.name: one.label for one in ANSWERS if one.result == result}
    wrong = str(row.get("wrong", "")).strip()
    form = {name: str(row.get(name, "")) for name in ("key", "words", "wrong_words")}
    yes = str(row.get("by_telephone", "")).strip().lower() in (YES.zh, YES.en)
    return form | {
        "result": result,
        f"reason_{result}": _code(row["reason"], reasons),
        "visited_on": _day(str(row["visited_on"])),
        "by_telephone": "yes" if yes else "",
        "wrong": corrections.named(wrong) if wrong else "",
    }


def _code(typed: Any, words: Mapping[str, Text]) -> str:
    """The code whose words were typed, in either language; what was typed if there is none."""
    said = str(typed).strip()
    return next((code for code, text in words.items() if said in (code, text.zh, text.en)), said)


def _day(typed: str) -> str:
    """A day written with slashes or dots as ISO; what cannot be one as it is.

    >>> _day("2026/1/5"), _day("2026年1月5日"), _day("soon")
    ('2026-01-05', '2026-01-05', 'soon')
    """
    parts = (
        typed.strip().rstrip("日").replace("年", "-").replace("月", "-").replace("/", "-").replace(".", "-").split("-")
    )
    try:
        return str(date(*(int(part) for part in parts)))
    except (ValueError, TypeError):
        return typed
