"""Files are read within limits or refused with one sentence; the process that asks lives and nothing stays behind."""

import os
import time
from pathlib import Path

import pandas as pd
import pytest

from features.errors import UnreadableFileError
from features.intake.limits import Limits
from features.intake.reading import reading
from tests.features.intake.hostile import CORPUS
from tests.features.intake.sent import workbook

# What is read after all, and the cells of the first row below the headings.
READ = {
    "text_under_the_name_of_a_workbook": ["1", "2"],
    "workbook_under_the_name_of_a_text": ["1", "2"],
    "external_links": ["1", "2"],
    "merged_headings": ["1", "2", "3", "4"],
    "cells_of_32767_characters": ["字" * 32767, "x"],
    "formulas_with_kept_values": ["2", "#REF!"],
    "error_cells": ["1", "2"],
    "gb18030_text": ["张㐂", "一村"],
    "utf16_text": ["张三", "一村"],
    "utf8_text_with_mark": ["张三", "一村"],
    "bare_carriage_returns": ["1", "2"],
    "full_width_digits": ["１２３", "２０２６－０１－０５"],  # made plain where they are converted
    "duplicate_headings": ["张三", "2", "3"],
    "headings_that_look_alike": ["1", "2"],
}
EITHER = {
    "days_before_1900",
    "numbers_that_are_no_numbers",
    "entry_that_lies_about_its_size",
}  # as the parser likes
# Of those that get as far as the child process the fast suite tries a few; starting one takes a second.
CHILD = {"cell_in_the_last_corner", "four_thousand_million_shared_strings", "gb18030_text", "error_cells"}
CHECKED_BEFORE = {
    *("entity_bomb", "external_entity", "five_thousand_entries", "archive_in_an_archive", "entry_twice"),
    *("overlapping_entries", "encrypted_workbook", "workbook_with_macros", "cut_workbook", "empty_file"),
    *("web_page_under_the_name_of_a_workbook", "nul_characters", "path_out_of_the_archive"),
    *("archive_that_is_no_workbook", "pdf_under_the_name_of_a_workbook"),
}
FILES = [
    pytest.param(name, marks=[] if name in CHILD | CHECKED_BEFORE else [pytest.mark.slow]) for name in sorted(CORPUS)
]


def read(path: Path, work: Path, **more):
    with reading(path, work=work, **more) as found:
        part = found.parts[0]
        return found, pd.read_parquet(part.path)


def test_the_corpus_is_as_long_as_the_reliability_catalogue_asks():
    assert len(CORPUS) >= 36


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_within_limits_or_refused_with_one_sentence(tmp_path, name):
    work = tmp_path / "work"
    work.mkdir()
    path = CORPUS[name](tmp_path)
    limits = Limits(memory_bytes=1024**3, seconds=30, cpu_seconds=20)
    started = time.monotonic()
    try:
        _, rows = read(path, work, limits=limits)
    except UnreadableFileError as error:
        assert name not in READ
        assert str(error).startswith(path.name)
        assert len(str(error).splitlines()) == 1 and len(str(error)) < 250
        assert "Error" not in str(error) and "/" not in str(error).replace("Excel/WPS", "")
    else:
        assert name in READ or name in EITHER, "should have been refused"
        if name in READ:
            assert list(rows.iloc[0].drop(["row", "overflow"])) == READ[name]
    assert time.monotonic() - started < 40
    assert os.listdir(work) == []


def test_rows_keep_the_numbers_excel_shows(tmp_path):
    rows = [[None], [None], ["", "标题"], ["甲", "乙"], [None], ["x", 1.5]]
    found, read_rows = read(workbook(tmp_path / "a.xlsx", rows), tmp_path)
    assert found.parts[0].header_row == 4
    assert list(read_rows["row"]) == [6]


def test_a_table_that_begins_in_a_later_column_keeps_its_headings(tmp_path):
    _, rows = read(workbook(tmp_path / "a.xlsx", [[None, "甲", "乙"], [None, "1", "2"]]), tmp_path)
    assert rows.iloc[0].dropna().tolist()[2:] == ["1", "2"]


def test_an_error_of_excel_is_seen_and_not_taken_for_an_empty_cell(tmp_path):
    _, rows = read(CORPUS["error_cells"](tmp_path), tmp_path)
    assert rows[["c0", "c1"]].values.tolist() == [["1", "2"], ["#DIV/0!", "#N/A"]]


def test_long_numbers_lose_nothing_silently(tmp_path):
    rows = [["证件号码", "金额"], [110105194912310021, 12.3], ["110105194912310021", 0.1 + 0.2]]
    _, found = read(workbook(tmp_path / "a.xlsx", rows), tmp_path)
    assert "e+" in found["c0"][0]  # Excel keeps fifteen digits: it must not pass for a whole number
    assert found["c0"][1] == "110105194912310021"
    assert found["c1"][0] == "12.3"


def test_a_hidden_sheet_is_named_and_not_read(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        shown, hidden = book.add_worksheet("明"), book.add_worksheet("暗")
        for sheet in (shown, hidden):
            sheet.write_row(0, 0, ["甲", "乙"])
            sheet.write_row(1, 0, ["1", "2"])
        hidden.hide()
    found, _ = read(tmp_path / "a.xlsx", tmp_path)
    assert [p.sheet for p in found.parts] == ["明"]
    assert found.hidden == ("暗",)


def test_the_child_is_ended_when_its_time_is_over(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n" + "1,2\n" * 3_000_000, encoding="utf-8")
    started = time.monotonic()
    with pytest.raises(UnreadableFileError, match="longer than is allowed"), reading(path, limits=Limits(seconds=1)):
        pass
    assert time.monotonic() - started < 15


def test_json_lines_keep_their_digits_and_gaps(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"甲": 110105194912310021, "乙": 1.10}\n\n{"乙": true, "丙": null}\n', encoding="utf-8")
    found, rows = read(path, tmp_path)
    assert found.parts[0].names == ("甲", "乙", "丙")
    assert rows[["c0", "c1"]].astype(object).where(rows[["c0", "c1"]].notna(), None).values.tolist() == [
        ["110105194912310021", "1.10"],
        [None, "是"],
    ]
