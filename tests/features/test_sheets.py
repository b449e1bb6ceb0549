"""The one writer of workbooks: what is written is text, all of it, and what another program reads is what was meant."""

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from features.sheet_rows import TextSheet, cell_text
from features.sheets import OPTIONS, Book

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@sum(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "=cmd|' /C calc'!A0",
    "http://x.example",
    "mailto:a@b",
]
DANGEROUS += ["internal:Sheet1!A1", "_x003D_1+1", "0012345678901234567", "1e5", "TRUE"]
ODD = ["清溪镇 <b>&amp;</b>", " leading", "trailing ", "two\nlines", "a\x07bell", "\ud800half", "😀", "]]>", "'"]


def written(path: Path, rows: list[list]) -> list[list]:
    with Book(path, title="t") as book:
        table = book.sheet("表", [f"c{n}" for n in range(len(rows[0]))], notes=["note"])
        for row in rows:
            table.row(row)
    return CalamineWorkbook.from_path(path).get_sheet_by_name("表").to_python(skip_empty_area=False)


def pages(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets"))


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path, words):
    [*_, row] = written(tmp_path / "a.xlsx", [[words, "x"]])
    assert row == [words, "x"]
    page = pages(tmp_path / "a.xlsx")
    assert "<f>" not in page and "hyperlink" not in page and "<v>" not in page


def test_odd_text_is_read_back_as_it_was_meant(tmp_path):
    [*_, row] = written(tmp_path / "a.xlsx", [ODD])
    assert row == [cell_text(words) for words in ODD]
    assert row[4:6] == ["abell", "half"]


def test_what_is_not_known_is_an_empty_cell(tmp_path):
    [*_, row] = written(tmp_path / "a.xlsx", [[None, float("nan"), 0, False, 1.5]])
    assert row == ["", "", "0", "False", "1.5"]


def test_a_row_at_once_reads_as_a_row_cell_by_cell(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), OPTIONS) as book:
        look = book.add_format({"border": 1, "text_wrap": True})
        slow, fast = book.add_worksheet("slow"), book.add_worksheet("fast", worksheet_class=TextSheet)
        for at, words in enumerate([DANGEROUS, [*ODD, "_x0041_", "", "汉字"]]):
            fast.write_texts(at, [cell_text(w) for w in words], [look] * len(words))
            for column, one in enumerate(words):
                slow.write_string(at, column, cell_text(one), look)
    read = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    both = [read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ("slow", "fast")]
    assert both[0] == both[1] and len(both[0]) == 2


def test_rows_at_once_and_cell_by_cell_stand_below_each_other(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), OPTIONS) as book:
        page, look = book.add_worksheet(worksheet_class=TextSheet), book.add_format({"bold": True})
        page.write_string(0, 0, "by cell")
        page.write_texts(1, ["at once"], [look], height=40)
        page.write_string(3, 0, "by cell again")
        page.write_texts(4, ["last"], [look])
        with pytest.raises(ValueError, match="from top to bottom"):
            page.write_texts(2, ["too late"], [look])
    [sheet] = [s.to_python() for s in map(CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index, [0])]
    assert sheet == [["by cell"], ["at once"], [""], ["by cell again"], ["last"]]
    numbers = re.findall(r'<row r="(\d+)"', pages(tmp_path / "a.xlsx"))
    assert numbers == ["1", "2", "4", "5"]
    assert 'ht="40" customHeight="1"' in pages(tmp_path / "a.xlsx")


def test_a_row_is_as_high_as_its_longest_cell_needs(tmp_path):
    written(tmp_path / "a.xlsx", [["短", "x"], ["一" * 30, "x"]])
    assert re.findall(r'<row r="[34]"([^>]*)>', pages(tmp_path / "a.xlsx")) == ["", ' ht="56" customHeight="1"']


def test_a_workbook_that_failed_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError), Book(tmp_path / "a.xlsx", title="t") as book:
        book.sheet("表", ["c"]).row(["x"])
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
