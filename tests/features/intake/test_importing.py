"""What becomes of files: every row has one fate, nothing happens twice, and what was taken in can be taken back."""

from datetime import date

import pandas as pd
import pytest

from features.errors import IntakeError
from features.intake.importing import Refused
from features.intake.journal import Journal
from features.intake.report import report
from features.intake.returned import leave_out
from features.intake.waiting import quarantine
from features.intake.withdrawal import withdraw
from features.scope import Scope
from tests.features.intake.sent import AREAS, CHEN, CLAIMS, LIN, PEOPLE, RECEIVED, changed, store, take

EVERYTHING = Scope.everything()


def rows(tmp_path, name, on=RECEIVED):
    return store(tmp_path).rows(name, on, EVERYTHING)


def test_three_files_become_records(tmp_path):
    results = take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    assert {n: (r.rows_read, r.rows_accepted) for n, r in results.items()} == {
        "areas": (5, 5),
        "people": (3, 3),
        "claims": (3, 3),
    }
    claims = rows(tmp_path, "medical_claims")
    assert sorted(claims["self_paid_fen"]) == [8_000, 40_000, 499_950]
    assert sorted(claims["setting"]) == ["inpatient", "outpatient", "outpatient"]
    homes = rows(tmp_path, "households")
    assert sorted(homes["village_code"]) == ["990101001001", "990101002001"]  # one name, two townships
    assert set(claims["household_id"]) == set(homes["household_id"])
    assert sorted(rows(tmp_path, "members")["born_on"].dt.year) == [1950, 1980, 2012]


def test_no_identity_number_and_no_name_stands_in_the_clear(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    written = b"".join(p.read_bytes() for p in (tmp_path / "store").rglob("*") if p.is_file())
    frames = [pd.read_parquet(p).to_csv() for p in (tmp_path / "store" / "records").rglob("*.parquet")]
    for secret in (LIN, CHEN, "林一", "A-1"):
        assert secret.encode() not in written
        assert not any(secret in text for text in frames)


def test_the_register_is_sealed_and_opens_only_with_the_key(tmp_path):
    from features.intake.key import identity_key
    from features.intake.register import read_register

    take(tmp_path, areas=AREAS, people=PEOPLE)
    root = tmp_path / "store"
    assert sorted(read_register(root, identity_key(root))["name"]) == ["周三", "林一", "陈二"]
    with pytest.raises(IntakeError, match="cannot be opened"):
        read_register(root, bytes(32))


def test_the_same_file_again_changes_nothing(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    before = store(tmp_path).contents()
    again = take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    assert store(tmp_path).contents() == before
    assert all(b.rows_accepted == 0 and b.rows_known == b.rows_read and b.ties_out for b in again.values())


def test_shuffled_rows_change_nothing(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    before = store(tmp_path).contents()
    again = take(tmp_path, claims=[CLAIMS[0], *reversed(CLAIMS[1:])])["claims"]
    assert (again.rows_accepted, again.rows_known) == (0, 3)
    assert store(tmp_path).contents() == before


def test_one_row_changed_is_one_change_known_from_the_day_it_came(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    later = date(2026, 7, 15)
    again = take(tmp_path, received=later, claims=changed(CLAIMS, 1, 4, "500"))["claims"]
    assert (again.rows_accepted, again.rows_known) == (1, 2)
    assert again.tables["medical_claims"] == {"new": 0, "changed": 1}
    assert 50_000 in set(rows(tmp_path, "medical_claims", later)["self_paid_fen"])
    assert 40_000 in set(rows(tmp_path, "medical_claims", date(2026, 7, 14))["self_paid_fen"])


BAD_CELLS = [
    (1, "1.1010519491231e+17", "身份证号", "number_destroyed"),
    (1, 110105194912310021, "身份证号", "number_destroyed"),
    (1, "12345", "身份证号", "number_length"),
    (1, "990101197001010016", "身份证号", "person_unknown"),
    (1, None, "身份证号", "nobody"),
    (2, "约一千", "总费用", "not_an_amount"),
    (2, None, "总费用", "empty"),
    (2, "10.005", "总费用", "part_of_a_fen"),
    (2, "#REF!", "总费用", "excel_error"),
    (2, "-5", "总费用", "too_low"),
    (6, "住旅馆", "类别", "unknown_code"),
    (7, "2026-13-01", "结算日期", "not_a_day"),
    (7, "20270101", "结算日期", "in_the_future"),
]


def test_every_bad_cell_waits_with_row_column_rule_and_advice_and_the_others_go_in(tmp_path):
    bad = []
    for number, (column, cell, _, _) in enumerate(BAD_CELLS):
        row = [f"B{number}", *CLAIMS[2][1:]]
        row[column] = cell
        bad.append(row)
    batch = take(tmp_path, areas=AREAS, people=PEOPLE, claims=[*CLAIMS, *bad])["claims"]
    assert (batch.rows_accepted, batch.rows_quarantined) == (3, len(bad))
    found = {(f["row"], f["heading"], f["code"]): f for f in batch.faults}
    assert set(found) == {(5 + n, heading, code) for n, (_, _, heading, code) in enumerate(BAD_CELLS)}
    for (row, heading, _), fault in found.items():
        cell = BAD_CELLS[row - 5][1]
        assert heading in fault["zh"] and heading in fault["en"]
        assert cell is None or str(cell) not in fault["zh"] + fault["en"]  # no family's value in a sentence


def test_household_numbers_rounded_by_excel_wait_and_are_not_taken_for_one_household(tmp_path):
    rounded = changed(changed(PEOPLE, 3, 0, 202606300000000123), 4, 0, 202606300000000125)
    batch = take(tmp_path, areas=AREAS, people=rounded)["people"]
    assert {(f["row"], f["heading"], f["code"]) for f in batch.faults} == {
        (4, "户编号", "number_destroyed"),
        (5, "户编号", "number_destroyed"),
    }
    assert (batch.rows_accepted, batch.rows_quarantined) == (1, 2)


@pytest.mark.parametrize(
    ("serial", "code"), [(202606300000000125, "number_destroyed"), ("2.02606E+17", "number_destroyed"), (None, "empty")]
)
def test_a_record_whose_number_is_rounded_or_missing_corrects_no_other(tmp_path, serial, code):
    take(tmp_path, areas=AREAS, people=PEOPLE)
    batch = take(tmp_path, claims=changed(CLAIMS, 1, 0, serial))["claims"]
    assert [(f["row"], f["heading"], f["code"]) for f in batch.faults] == [(2, "流水号", code)]


def test_a_record_number_with_an_e_in_it_is_no_rounded_number(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE)
    assert take(tmp_path, claims=changed(CLAIMS, 1, 0, "2E17"))["claims"].rows_quarantined == 0


def test_a_number_that_lost_a_digit_is_nobody_and_one_of_fifteen_digits_is_completed(tmp_path):
    batch = take(tmp_path, areas=AREAS, people=changed(PEOPLE, 3, 2, LIN[:9] + LIN[10:]))["people"]
    assert {(f["row"], f["code"]) for f in batch.faults} == {(4, "number_length")}
    old = LIN[:6] + LIN[8:17]
    assert take(tmp_path, people=changed(PEOPLE, 3, 2, old), claims=CLAIMS)["claims"].rows_quarantined == 0


def test_an_unknown_village_names_the_columns(tmp_path):
    batch = take(tmp_path, areas=AREAS, people=changed(PEOPLE, 5, 6, "二村"))["people"]
    assert [(f["row"], f["heading"], f["code"]) for f in batch.faults] == [(6, "乡镇、行政村", "unknown_area")]


def test_rows_of_a_household_that_contradict_each_other_all_wait(tmp_path):
    batch = take(tmp_path, areas=AREAS, people=changed(PEOPLE, 4, 7, "否"))["people"]
    assert {(f["row"], f["code"]) for f in batch.faults} == {(4, "contradiction"), (5, "contradiction")}
    assert (batch.rows_accepted, batch.rows_quarantined) == (1, 2)


def test_a_row_with_more_cells_than_headings_waits(tmp_path):
    batch = take(tmp_path, areas=[*AREAS[:-1], [*AREAS[-1], "错位"]])["areas"]
    assert [(f["row"], f["code"]) for f in batch.faults] == [(6, "too_many_cells")]


def test_a_corrected_file_replaces_the_rows_that_waited(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=changed(CLAIMS, 2, 2, "约一千"))
    assert list(quarantine(Journal(tmp_path / "store"))["row"]) == [3]
    take(tmp_path, claims=CLAIMS)
    assert quarantine(Journal(tmp_path / "store")).empty
    assert len(rows(tmp_path, "medical_claims")) == 3


def test_a_returned_workbook_answers_its_rows_and_no_others(tmp_path):
    wrong = changed(changed(CLAIMS, 2, 2, "约一千"), 3, 2, "约八十")
    number = take(tmp_path, areas=AREAS, people=PEOPLE, claims=wrong)["claims"].number
    returned = [["退回批次", "原行号", "问题", *CLAIMS[0]], [number, 3, "…", *CLAIMS[2]]]
    take(tmp_path, 退回_claims=returned)
    assert list(quarantine(Journal(tmp_path / "store"))["row"]) == [4]


def test_a_file_left_in_the_inbox_does_not_undo_what_a_later_file_corrected(tmp_path):
    first = changed(CLAIMS, 2, 2, "约一千")
    files = {"claims_1": first, "claims_2": [CLAIMS[0], changed(CLAIMS, 3, 4, "95")[3]]}
    take(tmp_path, areas=AREAS, people=PEOPLE, **files)
    before = store(tmp_path).contents()
    again = take(tmp_path, **files)
    assert store(tmp_path).contents() == before
    assert 9_500 in set(rows(tmp_path, "medical_claims")["self_paid_fen"])
    assert {n: (b.rows_accepted, b.rows_quarantined, b.rows_known) for n, b in again.items()} == {
        "claims_1": (0, 1, 2),
        "claims_2": (0, 0, 1),
    }
    assert all(b.ties_out for b in again.values())


def test_a_row_left_out_does_not_come_back_with_its_file(tmp_path):
    wrong = changed(changed(CLAIMS, 2, 2, "约一千"), 3, 2, "约八十")
    number = take(tmp_path, areas=AREAS, people=PEOPLE, claims=wrong)["claims"].number
    leave_out(tmp_path / "store", number, 3, on=RECEIVED, by="林科员", why="the clinic has closed")
    again = take(tmp_path, claims=wrong)["claims"]
    assert (again.rows_accepted, again.rows_quarantined, again.rows_known) == (0, 1, 2)
    assert list(quarantine(Journal(tmp_path / "store"))["row"]) == [4]


def test_an_older_file_sent_again_on_purpose_is_told_that_what_came_later_stands(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    take(tmp_path, claims=changed(CLAIMS, 3, 4, "95"))
    again = take(tmp_path, claims=CLAIMS)["claims"]
    assert (again.rows_accepted, again.rows_known, again.ties_out) == (0, 3, True)
    assert any("1 rows differ from what stands" in note for note in again.notes)
    assert 9_500 in set(rows(tmp_path, "medical_claims")["self_paid_fen"])


def test_people_sent_after_their_claims_let_the_claims_in(tmp_path):
    first = take(tmp_path, areas=AREAS, claims=CLAIMS)["claims"]
    assert first.rows_quarantined == 3
    again = take(tmp_path, people=PEOPLE, claims=CLAIMS)["claims"]
    assert (again.rows_accepted, again.rows_quarantined) == (3, 0)


def test_a_withdrawn_batch_leaves_the_records_as_they_were(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    before = rows(tmp_path, "medical_claims").drop(columns="filename", errors="ignore")
    later = take(tmp_path, claims=[*changed(CLAIMS, 1, 4, "999"), ["S4", LIN, 1, 0, 1, 1, "门诊", "20260504"]])[
        "claims"
    ]
    assert later.records_changed == 2
    withdraw(store(tmp_path), later.number, on=RECEIVED, by="林科员")
    after = rows(tmp_path, "medical_claims").drop(columns="filename", errors="ignore")
    pd.testing.assert_frame_equal(before, after)
    with pytest.raises(IntakeError, match="withdrawn already"):
        withdraw(store(tmp_path), later.number, on=RECEIVED, by="林科员")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_a_withdrawn_batch_said_never_comes_back(tmp_path, order):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    later = [take(tmp_path, claims=changed(CLAIMS, 3, 4, said))["claims"].number for said in ("60", "70")]
    for number in order:
        withdraw(store(tmp_path), later[number], on=RECEIVED, by="林科员")
    assert sorted(rows(tmp_path, "medical_claims")["self_paid_fen"]) == [8_000, 40_000, 499_950]


def test_a_withdrawn_file_can_be_taken_in_again(tmp_path):
    take(tmp_path, areas=AREAS, people=PEOPLE, claims=CLAIMS)
    number = Journal(tmp_path / "store").batches()[-1].number
    withdraw(store(tmp_path), number, on=RECEIVED, by="林科员")
    assert rows(tmp_path, "medical_claims").empty
    assert take(tmp_path, claims=CLAIMS)["claims"].rows_accepted == 3
    assert len(rows(tmp_path, "medical_claims")) == 3


def test_a_file_no_mapping_fits_is_refused_with_the_missing_headings_and_the_others_go_in(tmp_path):
    results = take(tmp_path, areas=AREAS, claims=[["流水号", "金额"], ["S1", "5"]])
    assert isinstance(results["claims"], Refused)
    assert "身份证号" in results["claims"].why
    assert results["areas"].rows_accepted == 5


def test_the_report_ties_out(tmp_path):
    results = list(take(tmp_path, areas=AREAS, people=PEOPLE, claims=changed(CLAIMS, 2, 2, "约一千")).values())
    said = report(results, RECEIVED)
    assert said["ties_out"]
    assert said["read"] == said["accepted"] + said["quarantined"] + said["already_known"] + said["without_content"]


def test_a_village_may_be_named_by_its_code_beside_its_township(tmp_path):
    batch = take(tmp_path, areas=AREAS, people=changed(PEOPLE, 5, 6, "990101002001"))["people"]
    assert (batch.rows_accepted, batch.rows_quarantined) == (3, 0)
