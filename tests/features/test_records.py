"""The record store: what it takes in, what it refuses in one sentence, and what it shows to whom and when."""

from datetime import date

import pandas as pd
import pytest

from features.errors import (
    ContractError,
    EmptyPopulationError,
    MissingStandardError,
    PovertyRiskError,
    RecordStoreError,
    ScopeError,
    UnknownAreaError,
)
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.table import tables
from features.vector import build_vectors
from tests.features.ascii_store import COUNTY, HOUSEHOLDS, MEMBERS, SOURCE, county, rows

TODAY = date(2025, 6, 30)
EVERYTHING = Scope.everything()
CLAIMS = """
    record_id | household_id | happened_on | known_on   | total_fen | fund_paid_fen | self_paid_fen | self_paid_in_catalogue_fen | setting
    C1        | H1           | 2025-01-10  | 2025-01-20 | 100       | 60            | 40            | 30                         | inpatient
    C2        | H3           | 2025-02-10  | 2025-02-20 | 200       | 60            | 140           | 30                         | outpatient
"""  # noqa: E501
CORRECTION = CLAIMS.split("    C2")[0].replace("2025-01-20", "2025-03-01").replace("| 40  ", "| 55  ")
WITHDRAWAL = """
    record_id | household_id | happened_on | known_on   | total_fen | fund_paid_fen | self_paid_fen | self_paid_in_catalogue_fen | setting   | withdrawn
    C1        | H1           | 2025-01-10  | 2025-04-01 | 100       | 60            | 55            | 30                         | inpatient | true
"""  # noqa: E501


def paid(records: Records, as_of: date, scope: Scope = EVERYTHING) -> dict[str, int]:
    found = records.rows("medical_claims", as_of, scope)
    return dict(zip(found["record_id"], found["self_paid_fen"].astype(int), strict=True))


def vectors_of(records: Records, tmp_path, as_of: date = TODAY):
    standards = Standards.load(records.root / "standards")
    return build_vectors(records, [as_of], tmp_path / "vectors", standards=standards).read()


def test_a_row_is_seen_from_the_day_it_was_known(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    assert paid(records, date(2025, 1, 19)) == {}
    assert paid(records, date(2025, 1, 20)) == {"C1": 40}


def test_a_correction_counts_from_the_day_it_was_known(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    records.append("medical_claims", rows(CORRECTION))
    assert paid(records, date(2025, 2, 28)) == {"C1": 40, "C2": 140}
    assert paid(records, date(2025, 3, 1)) == {"C1": 55, "C2": 140}


def test_a_withdrawn_row_is_gone_from_the_day_it_was_withdrawn(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    records.append("medical_claims", rows(WITHDRAWAL))
    assert paid(records, date(2025, 3, 31)) == {"C1": 40, "C2": 140}
    assert paid(records, date(2025, 4, 1)) == {"C2": 140}


def test_of_two_versions_known_on_one_day_the_later_batch_counts(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    records.append("medical_claims", rows(CORRECTION.replace("2025-03-01", "2025-01-20")))
    assert paid(records, TODAY)["C1"] == 55


def test_appending_the_same_batch_again_adds_nothing(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    before = records.contents()
    assert records.append("medical_claims", rows(CLAIMS)) is None
    assert records.contents() == before and len(records.batches("medical_claims")) == 1


def test_a_new_batch_changes_the_contents(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    before = records.contents()
    assert records.append("medical_claims", rows(CORRECTION)) is not None
    assert records.contents() != before


def test_a_scope_shows_its_own_villages_only(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    assert paid(records, TODAY, Scope(("990101001",))) == {"C1": 40}
    assert paid(records, TODAY, Scope(("990101002001",))) == {"C2": 140}
    assert paid(records, TODAY, Scope(("990101",))) == {"C1": 40, "C2": 140}


def test_an_empty_scope_shows_nothing(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    assert paid(records, TODAY, Scope(())) == {}
    assert records.rows("areas", TODAY, Scope(())).empty


def test_areas_above_a_scope_stay_visible(tmp_path):
    records = county(tmp_path / "s")
    seen = records.rows("areas", TODAY, Scope(("990101001",)))["area_code"]
    assert sorted(seen) == ["990101000000", "990101001000", "990101001001"]


def test_a_household_that_moved_is_shown_where_it_lives_now(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    moved = HOUSEHOLDS.split("    H2")[0].replace("990101001001", "990101002001")
    moved = moved.replace("2010-01-01\n", "2025-05-01\n")
    records.append("households", rows(moved))
    assert paid(records, TODAY, Scope(("990101001",))) == {}
    assert paid(records, TODAY, Scope(("990101002",))) == {"C1": 40, "C2": 140}


def test_a_record_given_to_a_household_elsewhere_is_shown_there_only(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    records.append("medical_claims", rows(CORRECTION.replace("| H1 ", "| H3 ")))
    assert paid(records, TODAY, Scope(("990101001",))) == {}
    assert paid(records, date(2025, 2, 28), Scope(("990101001",))) == {"C1": 40}
    assert paid(records, TODAY, Scope(("990101002",))) == {"C1": 55, "C2": 140}


def test_a_prefix_that_is_no_division_code_is_refused():
    with pytest.raises(ScopeError, match="2, 4, 6, 9 or 12 digits"):
        Scope(("9901011",))


CLAIM = {
    "record_id": "C9",
    "household_id": "H1",
    "happened_on": "2025-01-10",
    "known_on": "2025-01-20",
    "total_fen": "100",
    "fund_paid_fen": "60",
    "self_paid_fen": "40",
    "self_paid_in_catalogue_fen": "30",
    "setting": "inpatient",
}
BROKEN = {
    "required column self_paid_fen is missing": {k: v for k, v in CLAIM.items() if k != "self_paid_fen"},
    "required column household_id is empty": CLAIM | {"household_id": None},
    "known_on lies before happened_on": CLAIM | {"known_on": "2025-01-09"},
    "column setting has a value outside its codes": CLAIM | {"setting": "hotel"},
    "column self_paid_fen is below 0": CLAIM | {"self_paid_fen": "-1"},
    "column total_fen is not of type FEN": CLAIM | {"total_fen": "much"},
    "unknown column remark": CLAIM | {"remark": "x"},
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_batch_is_refused_in_one_sentence_and_leaves_nothing(tmp_path, sentence):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    before = files(records)
    with pytest.raises(ContractError, match=sentence) as refused:
        records.append("medical_claims", pd.DataFrame([CLAIM, BROKEN[sentence]])[list(BROKEN[sentence])])
    said = str(refused.value)
    assert said.startswith("table medical_claims: ") and "\n" not in said
    assert "C9" not in said and "H1" not in said
    assert files(records) == before


def test_a_village_code_of_the_wrong_length_is_refused(tmp_path):
    with pytest.raises(ContractError, match="village_code is no 12-digit division code"):
        county(tmp_path / "s", households=HOUSEHOLDS.replace("990101002001", "990101002"))


def test_a_table_nobody_declared_is_refused(tmp_path):
    with pytest.raises(PovertyRiskError, match="there is no table 'claims'"):
        county(tmp_path / "s").append("claims", rows(CLAIMS))


def test_a_folder_that_holds_a_store_is_not_made_anew(tmp_path):
    county(tmp_path / "s")
    with pytest.raises(RecordStoreError, match="there is a record store already"):
        Records.create(tmp_path / "s", SOURCE, [])


def test_a_folder_that_is_no_store_says_so(tmp_path):
    with pytest.raises(RecordStoreError, match="is not a record store"):
        Records(tmp_path).source  # noqa: B018


def test_an_empty_county_is_refused(tmp_path):
    with pytest.raises(EmptyPopulationError, match="no household is known on 2025-06-30"):
        vectors_of(county(tmp_path / "s", households=""), tmp_path)


def test_a_household_without_members_is_refused(tmp_path):
    with pytest.raises(RecordStoreError, match="1 times a household has no member"):
        vectors_of(county(tmp_path / "s", members=MEMBERS.split("    M4")[0]), tmp_path)


def test_a_village_that_areas_do_not_know_is_refused(tmp_path):
    records = county(tmp_path / "s", households=HOUSEHOLDS.replace("990101002001", "990101002009"))
    with pytest.raises(UnknownAreaError, match="unknown area code 990101002009"):
        vectors_of(records, tmp_path)


def test_a_date_without_a_line_is_refused(tmp_path):
    with pytest.raises(MissingStandardError, match=r"no monitoring_line for area 9901\d+ on 2019-12-31"):
        vectors_of(county(tmp_path / "s"), tmp_path, date(2019, 12, 31))


def test_what_is_refused_leaves_no_vector(tmp_path):
    with pytest.raises(PovertyRiskError):
        vectors_of(county(tmp_path / "s", members=MEMBERS.split("    M4")[0]), tmp_path)
    assert not list((tmp_path / "vectors").glob("as_of-*"))


def test_a_batch_older_than_a_column_is_still_read(tmp_path):
    records = county(tmp_path, medical_claims=CLAIMS)
    old = records.batches("medical_claims")[0]
    pd.read_parquet(old).drop(columns="setting").to_parquet(old, index=False)
    found = records.rows("medical_claims", TODAY, EVERYTHING)
    assert len(found) == 2 and found["setting"].isna().all()
    records.append("medical_claims", rows(CORRECTION))
    found = records.rows("medical_claims", TODAY, EVERYTHING)
    assert dict(zip(found["record_id"], found["setting"].notna(), strict=True)) == {"C1": True, "C2": False}


def test_every_table_is_read_even_when_nobody_sent_it(tmp_path):
    records = county(tmp_path / "s")
    sent = {name for name in tables() if not records.rows(name, TODAY, EVERYTHING).empty}
    assert sent == set(COUNTY)


def files(records: Records) -> list[str]:
    return sorted(str(p.relative_to(records.root)) for p in records.root.rglob("*") if p.is_file())


def test_two_versions_of_one_record_known_on_the_same_day_are_refused(tmp_path):
    store = Records.create(tmp_path / "records", SOURCE, [])
    twice = rows(HOUSEHOLDS)
    twice = pd.concat([twice, twice.head(1)], ignore_index=True)
    with pytest.raises(ContractError, match="two versions of one record_id became known on the same day"):
        store.append("households", twice)
    assert store.rows("households", date(2030, 1, 1), Scope.everything()).empty
