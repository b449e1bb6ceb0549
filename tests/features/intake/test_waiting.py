"""A row that waits is opened, mended or given up by itself; what stands in it is kept no longer than it waits."""

from datetime import date

import pytest
import xlsxwriter

from features.errors import IntakeError
from features.intake.importing import Taking, open_store, received_files, take_in
from features.intake.journal import Journal
from features.intake.key import identity_key
from features.intake.register import read_register
from features.intake.returned import leave_out, mend
from features.intake.waiting import quarantine, waiting_row
from features.intake.withdrawal import withdraw
from features.scope import Scope
from features.sources.mapping_file import exports
from tests.features.intake.sent import AREAS, CLAIMS, LIN, PEOPLE, RECEIVED, ZHOU, changed, mappings, send, store, take

WRONG_DAY = changed(CLAIMS, 1, 7, "2026-13-41")
HOW = Taking(received=RECEIVED, by="clerk")


def sent_wrong(tmp):
    """The first claim has a day that is none; the row waits."""
    return take(tmp, areas=AREAS, people=PEOPLE, claims=WRONG_DAY)["claims"]


def mended(tmp, cells):
    batch = sent_wrong(tmp)
    waiting = waiting_row(tmp / "store", batch.number, 2)
    return mend(store(tmp), exports(mappings(tmp / "mappings")), waiting, {**waiting.cells, **cells}, HOW)


def test_a_waiting_row_shows_its_cells_and_what_is_wrong_with_them(tmp_path):
    waiting = waiting_row(tmp_path / "store", sent_wrong(tmp_path).number, 2)
    assert (waiting.file, waiting.export, waiting.row) == ("claims.xlsx", "claims", 2)
    assert (waiting.cells["流水号"], waiting.cells["结算日期"]) == ("S1", "2026-13-41")
    assert [heading for heading, _, _ in waiting.faults] == ["结算日期"]


def test_a_register_keeps_its_people_and_its_waiting_rows_apart(tmp_path):
    batch = take(tmp_path, areas=AREAS, people=changed(PEOPLE, 5, 5, "无此镇"))["people"]
    assert waiting_row(tmp_path / "store", batch.number, 6).cells["姓名"] == "周三"
    assert sorted(read_register(tmp_path / "store", identity_key(tmp_path / "store"))["name"]) == ["林一", "陈二"]


def test_what_stands_in_a_waiting_row_is_in_no_file_in_clear(tmp_path):
    sent_wrong(tmp_path)
    for path in (tmp_path / "store" / "intake").rglob("*"):
        assert not path.is_file() or b"2026-13-41" not in path.read_bytes(), path.name


def test_a_mended_row_goes_in_and_no_longer_waits(tmp_path):
    batch = mended(tmp_path, {"结算日期": "2026-05-01"})
    assert (batch.rows_accepted, batch.by) == (1, "clerk")
    assert quarantine(Journal(tmp_path / "store")).empty
    assert not list((tmp_path / "store" / "intake" / "quarantine").glob("*.waiting")), "its cells are kept no longer"


def test_a_row_mended_wrongly_changes_nothing_and_is_told_why(tmp_path):
    batch = mended(tmp_path, {"结算日期": "2026-05-01", "自付": "many"})
    assert (batch.number, batch.rows_accepted) == (0, 0)
    assert [f["heading"] for f in batch.faults] == ["自付"]
    assert list(quarantine(Journal(tmp_path / "store"))["row"]) == [2]
    assert len(Journal(tmp_path / "store").batches()) == 3


def test_a_row_given_up_no_longer_waits_and_who_and_why_stands_in_the_journal(tmp_path):
    batch = sent_wrong(tmp_path)
    done = leave_out(tmp_path / "store", batch.number, 2, on=RECEIVED, by="clerk", why="the clinic has closed")
    assert (done.by, done.notes) == ("clerk", ["the clinic has closed"])
    assert quarantine(Journal(tmp_path / "store")).empty
    with pytest.raises(IntakeError, match="does not wait"):
        waiting_row(tmp_path / "store", batch.number, 2)


def test_a_row_is_given_up_only_with_a_name_and_a_reason(tmp_path):
    batch = sent_wrong(tmp_path)
    with pytest.raises(IntakeError, match="and why"):
        leave_out(tmp_path / "store", batch.number, 2, on=RECEIVED, by="clerk", why=" ")


NEXT_MONTH = [CLAIMS[0], ["S7", LIN, "50", "0", "50", "50", "门诊", "2026-06-03"]]


def places(tmp):
    waits = quarantine(Journal(tmp / "store"))
    return sorted({(b, s, r) for b, s, r in zip(waits["batch"], waits["sheet"], waits["row"], strict=True)})


def test_next_months_file_of_the_same_name_answers_nothing(tmp_path):
    number = sent_wrong(tmp_path).number
    take(tmp_path, claims=NEXT_MONTH)
    assert places(tmp_path) == [(number, "Sheet1", 2)]


def test_the_same_record_in_another_file_answers_the_row(tmp_path):
    sent_wrong(tmp_path)
    take(tmp_path, claims_corrected=[CLAIMS[0], CLAIMS[1]])
    assert places(tmp_path) == []


def test_a_row_without_its_records_number_is_answered_by_the_same_row_and_by_no_other_without_a_number(tmp_path):
    number = take(tmp_path, areas=AREAS, people=PEOPLE, claims=changed(CLAIMS, 1, 0, None))["claims"].number
    other = take(tmp_path, claims=changed(NEXT_MONTH, 1, 0, None))["claims"].number
    assert places(tmp_path) == [(number, "Sheet1", 2), (other, "Sheet1", 2)]
    take(tmp_path, claims=CLAIMS)
    assert places(tmp_path) == [(other, "Sheet1", 2)]


def two_sheets(tmp, may, june):
    take(tmp, areas=AREAS, people=PEOPLE)
    path = tmp / "two" / "claims.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path) as book:
        for title, rows in (("May", may), ("June", june)):
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    records = open_store(tmp / "store", "t")
    return take_in([path], exports(mappings(tmp / "mappings")), records, HOW)[0]


def test_the_same_row_of_two_sheets_is_two_rows(tmp_path):
    batch = two_sheets(tmp_path, WRONG_DAY[:2], changed(WRONG_DAY[:2], 1, 0, "S9"))
    with pytest.raises(IntakeError, match="name the sheet"):
        leave_out(tmp_path / "store", batch.number, 2, on=RECEIVED, by="clerk", why="closed")
    leave_out(tmp_path / "store", batch.number, 2, on=RECEIVED, by="clerk", why="closed", sheet="May")
    assert places(tmp_path) == [(batch.number, "June", 2)]
    assert waiting_row(tmp_path / "store", batch.number, 2).cells["流水号"] == "S9"


def test_a_record_that_two_sheets_say_differently_waits_on_both(tmp_path):
    batch = two_sheets(tmp_path, CLAIMS, [CLAIMS[0], changed(CLAIMS, 3, 4, "95")[3], CLAIMS[1]])
    assert {(f["sheet"], f["row"], f["code"]) for f in batch.faults} == {
        ("May", 4, "contradiction"),
        ("June", 2, "contradiction"),
    }
    assert (batch.rows_read, batch.rows_quarantined, batch.ties_out) == (5, 2, True)


def test_a_row_whose_mending_is_withdrawn_waits_again(tmp_path):
    batch = mended(tmp_path, {"结算日期": "2026-05-01"})
    withdraw(store(tmp_path), batch.number, on=RECEIVED, by="clerk")
    ((first, _, row),) = places(tmp_path)
    assert waiting_row(tmp_path / "store", first, row).cells == {}, "its cells were forgotten when it was mended"
    leave_out(tmp_path / "store", first, row, on=RECEIVED, by="clerk", why="the clinic has closed")
    assert places(tmp_path) == []


def test_a_file_from_one_township_answers_no_row_of_another_and_no_other_departments(tmp_path):
    wrong = [CLAIMS[0], ["S2", ZHOU, "many", *CLAIMS[2][3:]]]
    number = take(tmp_path, areas=AREAS, people=PEOPLE, claims=wrong)["claims"].number
    answer = ["退回批次", "原行号"]
    mine = [[*answer, *CLAIMS[0]], [number, 2, *CLAIMS[1]]]
    assert within(tmp_path, "990101001", claims=mine)["claims"].rows_accepted == 1
    people = [[*answer, *PEOPLE[2]], [number, 2, *PEOPLE[3]]]
    take(tmp_path, people=people)
    assert places(tmp_path) == [(number, "Sheet1", 2)]


def test_whoever_sends_for_the_whole_county_answers_what_was_sent_without_an_area(tmp_path):
    number = sent_wrong(tmp_path).number
    within(tmp_path, "990101", claims=[["退回批次", "原行号", *CLAIMS[0]], [number, 2, "S8", *CLAIMS[1][1:]]])
    assert places(tmp_path) == []


def within(tmp, prefix, **files):
    folder = send(tmp / "scoped", **files)
    records = open_store(tmp / "store", "t")
    how = Taking(received=date(2026, 7, 1), scope=Scope((prefix,)))
    return {
        r.file.removesuffix(".xlsx"): r
        for r in take_in(received_files(folder), exports(mappings(tmp / "mappings")), records, how)
    }


def test_whoever_may_send_for_a_township_sends_nothing_about_another(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE)
    batch = within(tmp_path, "990101001", claims=CLAIMS)["claims"]
    assert (batch.rows_accepted, batch.rows_quarantined) == (2, 1)
    assert [(f["row"], f["code"]) for f in batch.faults] == [(3, "outside_area")]


def test_nobody_moves_a_household_of_another_township_into_the_own(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE)
    moved = changed(PEOPLE, 5, 5, "清溪镇")
    batch = within(tmp_path, "990101001", people=moved)["people"]
    assert {f["row"] for f in batch.faults if f["code"] == "outside_area"} == {6}


def test_a_household_nobody_has_placed_is_outside(tmp_path):
    take(tmp_path, areas=AREAS)
    batch = within(tmp_path, "990101002", people=PEOPLE)["people"]
    assert {f["row"] for f in batch.faults if f["code"] == "outside_area"} == {4, 5}


def test_the_areas_above_the_own_are_named_too_but_not_those_beside(tmp_path):
    batch = within(tmp_path, "990101001", areas=AREAS)["areas"]
    assert {f["row"] for f in batch.faults} == {5, 6}
