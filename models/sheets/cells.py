"""Safe and printable cells: only text is written, never a formula, a link or an identity number."""

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import xlsxwriter
from xlsxwriter.format import Format

from features.sheet_rows import HIGHEST, TextSheet, cell_text

IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")  # a citizen's number; a division code has 12 digits
LINE_POINTS = 14.0  # height of one line at 10 points
FULL = 0.88  # of a line is filled on average: dates and amounts are not broken


def plain(text: object) -> str:
    """`text` as it may be written: identity numbers and control characters taken out.

    >>> plain("户主 110105194912310021")
    '户主 （证件号码已隐去）'
    """
    return IDENTITY.sub("（证件号码已隐去）", cell_text(text))


def wide(text: str) -> int:
    """The width of a line in half-width characters; a Chinese character takes two.

    >>> wide("住房C级")
    7
    """
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


@lru_cache(maxsize=10_000)  # names, bands and measures come again and again
def lines_needed(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width` half-width characters.

    >>> lines_needed("一二三四\\n五", 5)
    3
    """
    return sum(max(1, math.ceil(wide(line) / max(1.0, FULL * width))) for line in text.split("\n"))


def height_of(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height in points of a row of wrapped cells, so that nothing is cut off in print."""
    most = max((lines_needed(t, w) for t, w in zip(texts, widths, strict=True)), default=1)
    return min(HIGHEST, max(18.0, most * LINE_POINTS + 4))


class Formats:
    """The few looks a cell can have."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
        boxed = base | {"border": 1}
        centred = {"align": "center"}
        self.title: Format = book.add_format(base | centred | {"bold": True, "font_size": 16, "valign": "vcenter"})
        self.note: Format = book.add_format(base | {"text_wrap": True})
        self.loud: Format = book.add_format(base | {"bold": True})
        self.section: Format = book.add_format(base | {"bold": True, "font_size": 12, "bottom": 1})
        self.heading: Format = book.add_format(
            boxed | centred | {"bold": True, "bg_color": "#E7E6E6", "valign": "vcenter"}
        )
        self.cell: Format = book.add_format(boxed)
        self.centre: Format = book.add_format(boxed | centred)


class Sheet:
    """One worksheet written from top to bottom, as constant memory demands."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, formats: Formats, widths: Sequence[float]) -> None:
        self.page: TextSheet = book.add_worksheet(name, worksheet_class=TextSheet)
        self.formats = formats
        self.widths = list(widths)
        self.at = 0
        self.sections = 0
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)

    def across(self, text: str, look: Format, least: float = 0.0) -> None:
        """One line of text over the whole width."""
        words = plain(text)
        self.page.set_row(self.at, max(least, height_of([words], [sum(self.widths)])))
        # merge_range writes through `write`, which could make a formula: merge blank, then write text.
        self.page.merge_range(self.at, 0, self.at, len(self.widths) - 1, "", look)
        self.page.write_string(self.at, 0, words, look)
        self.at += 1

    def row(self, texts: Sequence[object], looks: Sequence[Format] | Format, least: float = 0.0) -> None:
        """One row of cells; columns beyond `texts` stay empty."""
        words = [plain(t) for t in texts]
        each = [looks] * len(words) if isinstance(looks, Format) else list(looks)
        height = max(least, height_of(words, self.widths[: len(words)]))
        self.page.write_texts(self.at, words, each, height)
        self.at += 1

    def gap(self) -> None:
        """An empty row."""
        self.at += 1
