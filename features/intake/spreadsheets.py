"""The sheets of a workbook as rows of texts. Runs only in the child: the parser may abort its process."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

DESTROYED = 1e15  # a double has 15 digits; longer numbers have lost some


@dataclass
class Sheet:
    """One sheet: its name, whether it is shown, its rows of texts and the number of the first row."""

    name: str
    hidden: bool
    first_row: int
    rows: Iterator[list[str | None]]


def sheets(path: Path) -> Iterator[Sheet]:
    """Every worksheet of the workbook, in its order."""
    import python_calamine as calamine

    with calamine.load_workbook(str(path)) as book:
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            # `start` is counted from 0; iter_rows begins at the first row of the sheet.
            yield Sheet(about.name, hidden, 1, ([text(c) for c in row] for row in sheet.iter_rows()))


def text(cell: object) -> str | None:
    """A cell as the text a person sees, days as 2026-01-05; None when empty.

    A number that has lost digits keeps its exponent, so that no identity number passes for whole.

    >>> text(3.0), text(1.10105194912310021e17), text(datetime(2026, 1, 5)), text(" ")
    ('3', '1.1010519491231002e+17', '2026-01-05', None)
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def _number(cell: float) -> str:
    if abs(cell) >= DESTROYED:
        return f"{cell:.16e}" if "e" not in repr(cell) else repr(cell)
    return str(int(cell)) if cell == int(cell) else repr(cell)
