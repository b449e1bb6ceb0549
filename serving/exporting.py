"""A part of a week's list as the county's workbook: noted with its reason, marked on every sheet, masked by role."""

import json
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from features.errors import UnreadableError
from features.privacy import Privacy
from features.text import Text
from models.lists.currency import Currency
from models.lists.listed import ListedRows
from models.lists.rows import COLUMNS
from models.lists.weekly import WeeklyList
from models.workbook import Audience, Background, write_workbook
from serving.access.caller import Caller
from serving.database.base import now
from serving.database.exports import Export
from serving.database.lists import Listed, PublishedList
from serving.publishing import LISTS
from serving.reading.places import Places
from serving.run import Run

LEAST_REASON, LONGEST_REASON = 4, 200


def note_export(
    kept: Session, caller: Caller, about: PublishedList, chosen: dict[str, str], rows: list[Listed], reason: str
) -> Export:
    """Keep who takes what out and why; raises UnreadableError without a reason or without a household."""
    words = " ".join(reason.split())
    if not LEAST_REASON <= len(words) <= LONGEST_REASON:
        raise UnreadableError(
            f"请写明导出用途（{LEAST_REASON}至{LONGEST_REASON}字）",
            f"write what the workbook is for ({LEAST_REASON} to {LONGEST_REASON} characters)",
        )
    if not rows:
        raise UnreadableError("没有符合条件的农户，未导出", "no household fits: nothing was exported")
    noted = Export(
        week=about.week,
        who=caller.name,
        role=caller.role.name,
        at=now(),
        reason=words,
        chosen=chosen,
        households=len(rows),
    )
    kept.add(noted)
    kept.flush()
    return noted


def workbook(
    run: Run,
    about: PublishedList,
    rows: list[Listed],
    area: Places,
    caller: Caller,
    names: dict[str, str],
    noted: Export,
) -> bytes:
    """The workbook of exactly these rows, by the writer of the printed list."""
    weekly = _weekly(about, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = write_workbook(
            weekly,
            Path(folder) / "list.xlsx",
            Background(
                places=area.names,
                standards=run.standards,
                strip=[_currency(one) for one in about.about.get("strip", ())],
                volume=[Text(zh=one["zh"], en=one["en"]) for one in about.about.get("volume", ())],
            ),
            Audience(
                hidden=[privacy for privacy in Privacy if not caller.sees(privacy)],
                names=names,
                mark=mark(noted, len(rows)),
            ),
        )
        return path.read_bytes()


def mark(noted: Export, households: int) -> str:
    """The line on every sheet."""
    moment = f"{noted.at:%Y-%m-%d %H:%M} UTC"
    return f"导出编号{noted.export_id}：{noted.who} {moment}，{households}户，用途：{noted.reason}。不得转发。"


def _weekly(about: PublishedList, rows: list[Listed]) -> WeeklyList:
    table = pd.DataFrame([_row(row, about.as_of) for row in rows], columns=list(COLUMNS))
    capacity = pd.DataFrame(about.about.get("capacity") or [], columns=["township_code", "visits", "assumed", "seats"])
    mine = capacity[capacity["township_code"].isin(table["township_code"])].reset_index(drop=True)
    empty = pd.DataFrame()
    return WeeklyList(about.week, about.as_of, ListedRows(table), empty, mine, empty, int(about.about.get("seed", 0)))


def _row(row: Listed, as_of: date) -> dict[str, Any]:
    made = {name: as_of if name == "as_of" else getattr(row, name) for name in COLUMNS}
    return made | {name: json.dumps(made[name], ensure_ascii=False) for name in LISTS}


def _currency(one: dict[str, Any]) -> Currency:
    happened, known = (one[name] and datetime.fromisoformat(one[name]).date() for name in ("happened_on", "known_on"))
    return Currency(one["table"], happened, known, one["covered"], one["stale"])
