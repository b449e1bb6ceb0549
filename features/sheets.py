"""Workbooks of plain tables: text cells only, a filter on every column, the headings kept in view.

Nothing a record holds can become a formula, a link or a number, and long numbers keep their digits.
"""

import math
import os
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter

from features.sheet_rows import TextSheet, cell_text

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
LINE = 14.0  # points of a line at 10 points
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def sheet_name(words: str, taken: set[str], otherwise: str = "表") -> str:
    """A name that a sheet may have and no other has; it is added to `taken`.

    >>> taken: set[str] = set()
    >>> sheet_name("清溪镇/东", taken), sheet_name("清溪镇/东", taken)
    ('清溪镇 东', '清溪镇 东 2')
    """
    base = _NOT_IN_A_NAME.sub(" ", cell_text(words)).strip("' ")[:26] or otherwise
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base} {number}", number + 1
    taken.add(name.lower())
    return name


def _lines(text: str, width: float) -> int:
    """The lines that wrapped text takes; a Chinese character is twice as wide as a Latin one."""
    wide = len(text) if text.isascii() else sum(2 if ord(c) > 0x2E7F else 1 for c in text)
    return max(1, text.count("\n") + math.ceil(wide / max(1.0, width)))


def _fits(text: str, width: float) -> bool:
    """Whether it takes one line even if every character is wide: most cells do, and need no counting."""
    return 2 * len(text) <= width and "\n" not in text


class Table:
    """One sheet written from top to bottom: optional notes, one row of headings, rows."""

    def __init__(
        self, book: "Book", page: TextSheet, headings: Sequence[str], widths: Sequence[float], notes: Sequence[str]
    ) -> None:
        self.book, self.page, self.width = book, page, len(headings)
        self.at = 0
        for column, wide in enumerate(widths):
            page.set_column(column, column, wide)
        for note in notes:
            page.set_row(0 if not self.at else self.at, 15 * (1 + len(note) // 90))
            page.merge_range(self.at, 0, self.at, max(1, min(self.width - 1, 7)), "", book.note)
            page.write_string(self.at, 0, cell_text(note), book.note)
            self.at += 1
        self.header = self.at
        self.widths = list(widths) or [18.0] * self.width
        page.set_row(self.at, LINE * max(_lines(h, w) for h, w in zip(headings, self.widths, strict=True)))
        for column, heading in enumerate(headings):
            page.write_string(self.at, column, cell_text(heading), book.heading)
        page.freeze_panes(self.at + 1, 0)
        page.repeat_rows(self.at)
        self.at += 1

    def row(self, cells: Sequence[object]) -> None:
        """One row of cells as text, as high as its longest cell needs."""
        texts = [cell_text(value) for value in cells]
        lines = max((1 if _fits(t, w) else _lines(t, w) for t, w in zip(texts, self.widths, strict=False)), default=1)
        self.page.write_texts(self.at, texts, [self.book.cell] * len(texts), LINE * lines if lines > 1 else None)
        self.at += 1

    def done(self) -> None:
        """The filter over what was written, and how it prints."""
        self.page.autofilter(self.header, 0, max(self.at - 1, self.header), max(self.width - 1, 0))
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)


class Book:
    """A workbook that appears whole or not at all: `with Book(path, title=…) as book`."""

    def __init__(self, path: Path, title: str) -> None:
        self.path = Path(path)
        self.partial = self.path.with_suffix(".partial")
        self.book = xlsxwriter.Workbook(str(self.partial), OPTIONS)
        self.book.set_properties({"title": title})
        base = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
        self.note = self.book.add_format(base)
        self.cell = self.book.add_format(base | {"border": 1, "num_format": "@"})
        self.heading = self.book.add_format(base | {"border": 1, "bold": True, "bg_color": "#E7E6E6"})
        self.tables: list[Table] = []
        self.taken: set[str] = set()

    def sheet(
        self, name: str, headings: Sequence[str], *, widths: Sequence[float] = (), notes: Sequence[str] = ()
    ) -> Table:
        """A new sheet with these headings; `notes` stand above them."""
        if self.tables:
            self.tables[-1].done()
        page = self.book.add_worksheet(sheet_name(name, self.taken), worksheet_class=TextSheet)
        self.tables.append(Table(self, page, headings, widths or [18] * len(headings), notes))
        return self.tables[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.tables:
            self.tables[-1].done()
        self.book.close()
        if kind is None:
            os.replace(self.partial, self.path)
        else:
            self.partial.unlink(missing_ok=True)
