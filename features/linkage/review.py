"""The review queue: probable duplicates side by side in a workbook, and the decisions read back from it."""

import os
from datetime import date
from pathlib import Path

import pandas as pd

from features.errors import IntakeError
from features.intake.header import plain_heading
from features.intake.key import identity_key
from features.intake.reading import reading
from features.intake.register import read_register
from features.linkage.decisions import Decision, Verdict, record, standing
from features.linkage.link import LIKELY, Pair, likely_pairs
from features.linkage.merging import merge
from features.quality.workbook import area_names
from features.records import Records
from features.scope import Scope
from features.sheets import Book

ONE, OTHER, DECISION, WHY = "人员标识甲", "人员标识乙", "结论", "理由"
SHOWN = (("name", "姓名"), ("number", "证件号码"), ("born_on", "出生日期"), ("phone", "电话"), ("village_code", "村"))
WORDS = {"是": Verdict.SAME, "同一人": Verdict.SAME, "否": Verdict.DIFFERENT, "不是": Verdict.DIFFERENT}
NOTES = (
    "疑似同一人，左右对照。“结论”填“是”（同一人，保留甲）或“否”（不是同一人，今后不再提示）；留空表示暂不决定。",
    "Probably one person, side by side. Write 是 (one person, the first stays) or 否 (two persons, never asked again).",
)


def duplicates(records: Records) -> list[Pair]:
    """Probable duplicates among everybody in the register that nobody has decided on."""
    people = read_register(records.root, identity_key(records.root))
    return likely_pairs(people, apart=set(standing(records.root)))


def write_review(records: Records, pairs: list[Pair], path: Path, on: date) -> Path:
    """The queue as a workbook; it holds names and numbers, so only its owner can read it."""
    people = read_register(records.root, identity_key(records.root)).set_index("person_id")
    villages = area_names(records, on, Scope.everything())
    people["village_code"] = people["village_code"].map(lambda code: villages.get(code, code))
    sides = [f"{label}{side}" for _, label in SHOWN for side in ("甲", "乙")]
    headings = [DECISION, WHY, "可能性", *sides, "依据", ONE, OTHER]
    widths = [8, 16, 14, *([w for w in (10, 21, 12, 14, 12) for _ in (1, 2)]), 60, 12, 12]
    with Book(path, title="查重 / Review of duplicates") as book:
        sheet = book.sheet("查重 review", headings, widths=widths, notes=NOTES)
        for pair in pairs:
            one, other = people.loc[pair.left], people.loc[pair.right]
            cells = [_cell(person[column]) for column, _ in SHOWN for person in (one, other)]
            likely = "很可能 likely" if pair.probability >= LIKELY else "待核 to review"
            why = "；".join(f"{dict(SHOWN).get(c, c)}{how}（{bits:+.1f}）" for c, (how, bits) in pair.why.items())
            sheet.row(["", "", f"{pair.probability:.1%} {likely}", *cells, why, pair.left, pair.right])
    os.chmod(path, 0o600)
    return path


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def read_review(records: Records, path: Path, *, by: str, on: date) -> list[Decision]:
    """Record every decision of a filled workbook; merges happen, 'not a duplicate' is remembered.

    Raises IntakeError at the first word that is neither 是 nor 否, before anything is recorded.
    """
    decided = _decisions(path, by, on)
    open_pairs = [d for d in decided if d.pair not in standing(records.root)]
    for decision in open_pairs:
        decide(records, decision)
    return open_pairs


def decide(records: Records, decision: Decision) -> None:
    """One person: the two are merged; two persons: it is remembered. Raises IntakeError where that cannot be."""
    if decision.verdict is Verdict.SAME:
        merge(records, decision)
    else:
        record(records.root, decision)


def _decisions(path: Path, by: str, on: date) -> list[Decision]:
    with reading(path, known={plain_heading(h) for h in (ONE, OTHER, DECISION)}) as read:
        part = read.parts[0]
        missing = {ONE, OTHER, DECISION, WHY} - set(part.names)
        if missing:
            raise IntakeError(f"{path.name}: is no review workbook, {'、'.join(sorted(missing))} is missing")
        rows = pd.read_parquet(part.path)
        rows = rows.set_axis(["row", "overflow", *part.names], axis=1)
    filled = rows[rows[DECISION].notna()]
    for number, word in zip(filled["row"], filled[DECISION], strict=True):
        if word not in WORDS:
            raise IntakeError(f"{path.name}, row {number}: {DECISION} must be 是 or 否")
    return [
        Decision(
            person=row[OTHER], stands_for=row[ONE], verdict=WORDS[row[DECISION]], by=by, on=on, why=_cell(row[WHY])
        )
        for row in filled.to_dict("records")
    ]
