"""The daily pull: each file once, moved to where its fate can be seen, a department's by its own mappings only."""

import os

import pytest

from features.errors import IntakeError
from features.intake.importing import Refused, Taking, open_store
from features.intake.pull import pull
from tests.features.intake.sent import AREAS, CLAIMS, PEOPLE, RECEIVED, mappings, workbook

HOW = Taking(received=RECEIVED, by="daily pull")


def pulled(tmp, quiet=0.0):
    results = pull(tmp / "inbox", str(mappings(tmp / "mappings")), open_store(tmp / "store", "t"), HOW, quiet)
    return {r.file: r for r in results}


def test_what_lies_in_the_inbox_is_taken_in_registers_first_and_put_away(tmp_path):
    workbook(tmp_path / "inbox" / "medical_insurance" / "claims.xlsx", CLAIMS)
    workbook(tmp_path / "inbox" / "township" / "people.xlsx", PEOPLE)
    workbook(tmp_path / "inbox" / "statistics" / "areas.xlsx", AREAS)
    found = pulled(tmp_path)
    assert [f.rows_accepted for f in found.values()] == [5, 3, 3]
    assert (tmp_path / "inbox" / "medical_insurance" / "taken" / "2026-06-30" / "claims.xlsx").exists()
    assert pulled(tmp_path) == {}


def test_a_department_sends_only_what_is_its_own(tmp_path):
    workbook(tmp_path / "inbox" / "statistics" / "claims.xlsx", CLAIMS)
    assert isinstance(pulled(tmp_path)["claims.xlsx"], Refused)
    why = tmp_path / "inbox" / "statistics" / "refused" / "2026-06-30" / "claims.xlsx.txt"
    assert "no mapping fits" in why.read_text(encoding="utf-8")


def test_a_file_somebody_is_still_writing_waits_for_the_next_pull(tmp_path):
    path = workbook(tmp_path / "inbox" / "areas.xlsx", AREAS)
    assert pulled(tmp_path, quiet=3600.0) == {}
    os.utime(path, (0, 0))
    assert list(pulled(tmp_path, quiet=3600.0)) == ["areas.xlsx"]


def test_killed_before_the_file_was_moved_the_next_pull_changes_nothing_and_moves_it(tmp_path):
    workbook(tmp_path / "inbox" / "areas.xlsx", AREAS)
    pulled(tmp_path)
    os.replace(tmp_path / "inbox" / "taken" / "2026-06-30" / "areas.xlsx", tmp_path / "inbox" / "areas.xlsx")
    again = pulled(tmp_path)["areas.xlsx"]
    assert (again.rows_accepted, again.rows_known) == (0, 5)
    assert not (tmp_path / "inbox" / "areas.xlsx").exists()


def test_the_same_name_twice_on_a_day_loses_no_file(tmp_path):
    for rows in (AREAS, AREAS[:-1]):
        workbook(tmp_path / "inbox" / "areas.xlsx", rows)
        pulled(tmp_path)
    taken = tmp_path / "inbox" / "taken" / "2026-06-30"
    assert sorted(p.name for p in taken.iterdir()) == ["areas (2).xlsx", "areas.xlsx"]


def test_an_inbox_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(IntakeError, match="no such folder"):
        pulled(tmp_path)
