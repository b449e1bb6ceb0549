"""The sheets of a workbook as rows of texts. Runs only in the child: the parser may abort its process."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path

BLOCK, OVERLAP = 4 * 1024 * 1024, 4096
ERROR = re.compile(rb'<c\b[^>]*?r="([A-Z]+)(\d+)"[^>]*?t="e"[^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
DESTROYED = 1e15  # a double has 15 digits; longer numbers have lost some


@dataclass
class Sheet:
    """One sheet: its name, whether it is shown, and its rows of texts from the first row on."""

    name: str
    hidden: bool
    rows: Iterator[list[str | None]]


def sheets(path: Path) -> Iterator[Sheet]:
    """Every worksheet of the workbook, in its order."""
    import python_calamine as calamine

    errors = error_cells(path)
    with calamine.load_workbook(str(path)) as book:
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            rows = ([text(c) for c in row] for row in sheet.iter_rows())
            yield Sheet(about.name, hidden, _with_errors(rows, errors.get(about.name, {})))


def error_cells(path: Path) -> dict[str, dict[int, dict[int, str]]]:
    """The error cells (#REF! …) of an .xlsx by sheet, row and column, counted from 0.

    The parser gives them as empty, and an error must never pass for nothing. Files without any, nearly
    all, cost one search through their bytes.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        return {name: _errors_in(archive, part) for name, part in _sheet_parts(archive).items()}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    rels = "xl/_rels/workbook.xml.rels"
    targets = archive.read(rels).decode("utf-8", "replace") if rels in archive.namelist() else ""
    places = {own["Id"]: own["Target"] for own in _tags(targets, "Relationship") if {"Id", "Target"} <= set(own)}
    sheets = {}
    for own in _tags(book, "sheet"):
        part = "xl/" + places.get(own.get("r:id", ""), "").removeprefix("/").removeprefix("xl/")
        if part in archive.namelist():
            sheets[unescape(own.get("name", ""))] = part
    return sheets


def _tags(xml: str, name: str) -> list[dict[str, str]]:
    """The attributes of every tag called `name`."""
    return [dict(re.findall(r'([\w:]+)="([^"]*)"', tag)) for tag in re.findall(rf"<{name}\b[^>]*>", xml)]


def _errors_in(archive: zipfile.ZipFile, part: str) -> dict[int, dict[int, str]]:
    cells: dict[int, dict[int, str]] = {}
    rest = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            block = rest + block
            for letters, row, value in ERROR.findall(block) if b't="e"' in block else ():
                cells.setdefault(int(row) - 1, {})[_column(letters)] = value.decode("utf-8", "replace")
            rest = block[-OVERLAP:]
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _with_errors(rows: Iterator[list[str | None]], errors: dict[int, dict[int, str]]) -> Iterator[list[str | None]]:
    for at, row in enumerate(rows):
        for column, value in errors.get(at, {}).items():
            row += [None] * (column + 1 - len(row))
            row[column] = value
        yield row


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
