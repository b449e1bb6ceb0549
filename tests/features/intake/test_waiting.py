"""A row that waits is opened, mended or given up by itself; what stands in it is kept no longer than it waits."""

from datetime import date

import pytest

from features.errors import IntakeError
from features.intake.importing import Taking, open_store, received_files, take_in
from features.intake.journal import Journal
from features.intake.key import identity_key
from features.intake.register import read_register
from features.intake.returned import leave_out, mend
from features.intake.waiting import quarantine, waiting_row
from features.scope import Scope
from features.sources.mapping_file import exports
from tests.features.intake.sent import AREAS, CLAIMS, PEOPLE, RECEIVED, changed, mappings, send, store, take

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
