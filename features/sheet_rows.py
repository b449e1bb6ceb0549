"""Rows of text written into a worksheet at once: a workbook of a hundred thousand rows is a matter of seconds.

xlsxwriter keeps every cell as an object until its row is complete and then writes it piece by piece. A row that is
text from end to end can be put together in one go. Everything else of the sheet stays xlsxwriter's.
"""

import re
from collections.abc import Sequence
from functools import cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
LONGEST = 32_000  # characters; a cell holds 32,767
HIGHEST = 409.0  # points a row can have
_CODED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")  # Excel reads _x0041_ as a character
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_RETURN = "_x000D_"  # XML would read a carriage return as a new line


def cell_text(value: object) -> str:
    """`value` as it may be written; None and NaN are an empty cell.

    >>> cell_text(None), cell_text("=1+1")
    ('', '=1+1')
    """
    return "" if value is None or value != value else CONTROL.sub("", str(value))[:LONGEST]


class TextSheet(Worksheet):
    """A worksheet of a workbook in constant memory that can also write a whole row of text at once."""

    def write_texts(self, row: int, texts: Sequence[str], looks: Sequence[Format], height: float | None = None) -> None:
        """Write row `row` (counted from 0, below all that is written) of texts made by `cell_text`.

        Text stays text: no cell becomes a formula, a link or a number. `height` is in points.
        """
        if row < self.previous_row:
            raise ValueError(f"row {row} of a worksheet: rows are written from top to bottom")
        self._check_dimensions(row, len(texts) - 1)
        self._write_single_row(row + 1)  # the row above, if it was written cell by cell
        tall = "" if height is None else f' ht="{min(height, HIGHEST):.16g}" customHeight="1"'
        openings = _openings(tuple(look._get_xf_index() for look in looks))
        number = str(row + 1)
        cells = [
            opening[0] + number + opening[1] + _escaped(text) if text else opening[0] + number + opening[2]
            for opening, text in zip(openings, texts, strict=True)
        ]
        self.fh.write(f'<row r="{number}"{tall}>{"".join(cells)}</row>')


@cache
def _openings(looks: tuple[int, ...]) -> list[tuple[str, str, str]]:
    """For each column what stands before a cell's row, after it, and after it where the cell is empty."""
    return [
        (f'<c r="{xl_col_to_name(column)}', f'" s="{look}" t="inlineStr"><is>', f'" s="{look}"/>')
        for column, look in enumerate(looks)
    ]


def _escaped(text: str) -> str:
    """A cell's text as XML, with the ends of its elements."""
    if "&" in text or "<" in text or ">" in text:
        text = text.translate(_MARKUP)
    if "_x" in text:
        text = _CODED.sub("_x005F_", text)
    if "\r" in text:
        text = text.replace("\r", _RETURN)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<t{space}>{text}</t></is></c>"
