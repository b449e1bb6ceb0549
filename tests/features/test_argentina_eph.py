"""The survey panel's files become records: tiny files of its form, and a few quarters of the real ones."""

import subprocess
import sys
from datetime import date

import numpy as np
import pandas as pd
import pytest

from features.ascii_table import read_ascii
from features.errors import RecordStoreError, SourceError
from features.records import Records
from features.scope import Scope
from features.sources.argentina_eph.files import HOUSEHOLD, PERSON
from features.sources.argentina_eph.panel import links_dropped, mappings, read_panel
from features.standard import LINE, Standards
from features.visits import visits_frame

EVERYWHERE = Scope.everything()
MARCH, JUNE, NEXT_MARCH = date(2004, 3, 31), date(2004, 6, 30), date(2005, 3, 31)
HOMES = """
    CODUSU | ANO4 | TRIMESTRE | ITF  | PONDERA | DECIFR | V13 | IDIMPH
    A      | 2004 | 1         | 900  | 100     | 5      | 1   | 0
    A      | 2004 | 2         | 300  | 100     | 5      | 2   | 10010
    A      | 2005 | 1         | 1000 | 100     | 5      | 2   | 0
    B      | 2004 | 1         | 400  | 300     | 5      | 2   | 0
    B      | 2004 | 2         | 400  | 300     | 5      | 2   | 0
    C      | 2004 | 1         | 0    | 100     | 12     | 2   | 0
    D      | 2004 | 1         | 5000 | 900     | 5      | 2   | 0
"""
PEOPLE = """
    CODUSU|COMPONENTE|ANO4|TRIMESTRE|CH03|CH04|CH06|ESTADO|CAT_OCUP|P21 |P47T|V2_M|V5_M|V8_M|V21_M|PP07H|CH08|CH10
    A     |1         |2004|1        |1   |1   |40  |1     |3       |500 |530 |0   |0   |30  |0    |1    |1   |2
    A     |2         |2004|1        |2   |2   |38  |1     |2       |300 |370 |0   |50  |0   |0    |2    |4   |2
    A     |3         |2004|1        |3   |1   |-1  |4     |0       |0   |0   |0   |0   |0   |0    |0    |4   |0
    A     |1         |2004|2        |1   |1   |40  |2     |3       |0   |0   |0   |0   |0   |0    |0    |4   |2
    A     |2         |2004|2        |2   |2   |39  |1     |2       |300 |300 |0   |0   |0   |0    |2    |4   |2
    A     |1         |2005|1        |1   |1   |41  |1     |3       |1000|1000|0   |0   |0   |0    |1    |1   |2
    A     |2         |2005|1        |2   |2   |39  |3     |0       |0   |0   |0   |0   |0   |0    |0    |1   |2
    B     |1         |2004|1        |1   |2   |70  |3     |0       |0   |400 |300 |0   |0   |100  |0    |1   |2
    B     |1         |2004|2        |1   |2   |30  |1     |3       |400 |400 |0   |0   |0   |0    |1    |1   |2
    C     |1         |2004|1        |1   |1   |50  |1     |3       |-9  |-9  |0   |0   |0   |0    |1    |1   |2
    D     |1         |2004|1        |1   |1   |50  |1     |3       |5000|5000|0   |0   |0   |0    |1    |1   |2
"""
OCCUPATIONS = {("A", 1): 72113, ("A", 2): 55104}  # the last digit is the skill: 3 operative, 4 none


def frame(text, columns):
    """The rows with every column of the form: zero where the table does not say, region 43 and agglomerate 4."""
    rows = pd.DataFrame(read_ascii(text))
    full = pd.DataFrame({name: rows.get(name, 0) for name in columns}, index=rows.index)
    full["NRO_HOGAR"] = np.where(rows["CODUSU"] == "D", 51, 1)
    full["REGION" if "REGION" in columns else "CH12"] = 43 if "REGION" in columns else 2
    if "REGION" in columns:
        full["AGLOMERADO"], full["REALIZADA"], full["IV7"] = 4, 1, 1
    numbers = [name for name in columns if name != "CODUSU"]
    return full.astype(dict.fromkeys(numbers, "int64"))


def write_files(made):
    made.mkdir()
    homes, people = frame(HOMES, HOUSEHOLD), frame(PEOPLE, PERSON)
    keys = zip(people["CODUSU"], people["COMPONENTE"], strict=True)
    people["PP04D_COD"] = [OCCUPATIONS.get(key, 0) for key in keys]
    homes[homes["ANO4"] == 2004].to_parquet(made / "household_2004.parquet")
    homes[homes["ANO4"] == 2005].to_parquet(made / "household_2005q1.parquet")
    people.to_parquet(made / "person_all.parquet")
    ages = pd.DataFrame([(sex, age) for sex in (1, 2) for age in range(-1, 111)], columns=["CH04", "CH06"])
    ages.assign(adequi=np.where(ages["CH06"] < 18, 0.5, 1.0)).to_csv(made / "adult_equivalents.csv", index=False)
    return made


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "files")


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    made = tmp_path_factory.mktemp("panel")
    return read_panel(write_files(made / "files"), made / "store")


def of_size(rows, records, size):
    """The rows of the one household that had `size` members in March."""
    members = records.rows("members", MARCH, EVERYWHERE).groupby("household_id").size()
    return rows[rows["household_id"] == members[members == size].index[0]]


def test_incomes_add_up_to_what_the_household_declared(records):
    rows = of_size(records.rows("incomes", JUNE, EVERYWHERE), records, 3)
    by_day = rows.groupby(rows["happened_on"].dt.date)["amount_fen"].sum()
    assert by_day.to_dict() == {MARCH: 90000, JUNE: 30000}


def test_income_is_told_apart_by_kind_and_further_jobs_follow_the_main_one(records):
    rows = of_size(records.rows("incomes", MARCH, EVERYWHERE), records, 3)
    assert rows.groupby("income_kind")["amount_fen"].sum().to_dict() == {
        "wage": 50000,
        "business": 32000,  # 300 from the main job, 20 that nothing else explains
        "property": 3000,
        "transfer": 5000,
    }


def test_a_pension_and_its_bonus_are_transfers(records):
    rows = records.rows("incomes", MARCH, EVERYWHERE)
    assert 40000 in set(rows.loc[rows["income_kind"] == "transfer", "amount_fen"])


def test_a_kind_of_income_that_stopped_is_recorded_as_zero(records):
    rows = of_size(records.rows("incomes", JUNE, EVERYWHERE), records, 3)
    june = rows[rows["happened_on"] == pd.Timestamp(JUNE)]
    assert june.groupby("income_kind")["amount_fen"].sum().to_dict() == {
        "wage": 0,
        "business": 30000,
        "property": 0,
        "transfer": 0,
    }


def test_income_that_was_not_declared_is_unknown_and_not_zero(records):
    incomes, visits = (records.rows(name, MARCH, EVERYWHERE) for name in ("incomes", "visits"))
    assert visits["household_id"].nunique() == 3
    assert incomes["household_id"].nunique() == 2


def test_dwellings_with_hotel_numbers_are_left_out(records):
    assert records.rows("incomes", MARCH, EVERYWHERE)["amount_fen"].max() < 500000


def test_a_new_head_of_another_age_is_another_household(folder, records):
    visits = records.rows("visits", NEXT_MARCH, EVERYWHERE).groupby("household_id").size()
    assert sorted(visits) == [1, 1, 1, 3]  # A three times; B, whoever moved in after B, and C once each
    assert links_dropped(folder) == pytest.approx(1 / 3)


def test_a_person_who_is_not_there_any_more_left_by_that_visit_and_not_before(records):
    early, late = (of_size(records.rows("members", day, EVERYWHERE), records, 3) for day in (MARCH, JUNE))
    assert early["left_on"].isna().all()
    assert sorted(late["left_on"].dropna().dt.date) == [JUNE]


def test_ages_follow_from_the_first_visit(records):
    members = of_size(records.rows("members", MARCH, EVERYWHERE), records, 3)
    ages = (pd.Timestamp(MARCH) - members["born_on"]).dt.days / 365.25
    assert sorted(ages.round(1)) == [0.5, 38.5, 40.5]


def test_work_as_it_was_ends_with_the_next_visit(records):
    spells = of_size(records.rows("employment_spells", JUNE, EVERYWHERE), records, 3)
    now = spells[spells["ended_on"].isna()].set_index("work_state")
    assert set(now.index) == {"unemployed", "self_employed"}
    assert set(spells.loc[spells["ended_on"].notna(), "ended_on"].dt.date) == {JUNE}


def test_registration_is_asked_of_the_employed_only(records):
    spells = of_size(records.rows("employment_spells", MARCH, EVERYWHERE), records, 3).set_index("work_state")
    assert spells.loc["employed", "registered"] and pd.isna(spells.loc["self_employed", "registered"])


def test_the_last_digit_of_the_occupation_says_its_skill(records):
    spells = of_size(records.rows("employment_spells", MARCH, EVERYWHERE), records, 3).set_index("work_state")
    assert spells["skill"].to_dict() == {"employed": "operative", "self_employed": "elementary"}


def test_work_of_an_unknown_occupation_has_no_skill(records):
    spells = of_size(records.rows("employment_spells", MARCH, EVERYWHERE), records, 1)
    assert spells["skill"].isna().all()


def test_what_the_survey_imputed_is_marked_as_estimated(records):
    rows = of_size(records.rows("incomes", JUNE, EVERYWHERE), records, 3)
    by_day = rows.groupby(rows["happened_on"].dt.date)["estimated"]
    assert by_day.min().to_dict() == by_day.max().to_dict() == {MARCH: False, JUNE: True}


def test_formerly_poor_is_who_an_earlier_visit_found_poor_and_never_this_one(records):
    def known(day):
        rows = of_size(records.rows("households", day, EVERYWHERE), records, 3)
        return list(rows["formerly_poor"].astype("boolean").astype(object).where(rows["formerly_poor"].notna(), None))

    visits = visits_frame(records)
    poor = visits[visits["poor"]]
    assert list(poor["as_of"].dt.date) == [JUNE]  # 300 of 2.5 adults, with 400 in the middle
    assert [known(day) for day in (MARCH, JUNE, NEXT_MARCH)] == [[None], [False], [True]]


def test_living_on_savings_ends_when_the_next_visit_no_longer_finds_it(records):
    first, second = (records.rows("loans", day, EVERYWHERE) for day in (MARCH, JUNE))
    assert list(first["loan"]) == ["spent_savings"] and first["repaid_on"].isna().all()
    assert list(second["repaid_on"].dt.date) == [JUNE]


def test_benefits_are_told_apart_and_the_last_visit_leaves_them_open(records):
    first, second = (records.rows("benefits", day, EVERYWHERE).set_index("benefit") for day in (MARCH, JUNE))
    assert first["monthly_fen"].to_dict() == {"social_aid": 5000, "old_age_pension": 30000}
    assert second["ended_on"].notna().to_dict() == {"social_aid": True, "old_age_pension": False}


def test_the_line_is_sixty_percent_of_the_person_weighted_median(records):
    # March: 900/2.5 = 360 for 3 persons of weight 100, 400 for 1 person of weight 300: half of 600 is at 360.
    lines = Standards.load(records.root / "standards")
    assert lines.amount(LINE, "984304001001", MARCH) == pytest.approx(12 * 0.6 * 360)
    assert lines.figure(LINE, "984304001001", JUNE).unofficial


def test_the_place_is_region_and_agglomerate(records):
    areas = records.rows("areas", MARCH, EVERYWHERE).set_index("area_code")
    assert list(areas.index) == ["984304000000", "984304001000", "984304001001"]
    assert set(areas["area_name"]) == {"Gran Rosario (Pampeana)"}


def test_a_visit_finds_the_next_one(records):
    visits = visits_frame(records)
    first = visits[(visits["as_of"] == pd.Timestamp(MARCH)) & visits["next_poor"].notna()].iloc[0]
    assert not first["poor"] and first["months_to_next"] == 3 and first["weight"] == 100
    assert first["welfare"] == pytest.approx(1 / 0.6)


def test_only_mapped_columns_are_covered_and_no_medical_bills(records):
    covered = {c.table: c.columns for c in records.coverage}
    assert set(covered) == {*mappings(), "areas"}
    assert "fees_fen" not in covered["schooling"] and "medical_claims" not in covered


def test_a_shorter_store_knows_nothing_of_later_visits(folder, tmp_path):
    short = read_panel(folder, tmp_path / "short", last=MARCH)
    for name in mappings():
        rows = short.rows(name, date(2020, 1, 1), EVERYWHERE)
        assert (rows["known_on"] <= pd.Timestamp(MARCH)).all(), name
    assert len(short.rows("members", date(2020, 1, 1), EVERYWHERE)) == 5


def test_a_folder_without_the_files_is_refused_in_words(tmp_path):
    with pytest.raises(SourceError, match="household_"):
        read_panel(tmp_path, tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("file, column", [("household_2004", "ITF"), ("person_all", "CH06")])
def test_a_missing_column_is_named_and_nothing_is_left_behind(folder, tmp_path, file, column):
    path = folder / f"{file}.parquet"
    pd.read_parquet(path).drop(columns=column).to_parquet(path)
    with pytest.raises(SourceError, match=f"{file}.parquet: lacks column {column}"):
        read_panel(folder, tmp_path / "store")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["files"]


def test_the_same_quarter_twice_is_refused(folder, tmp_path):
    pd.read_parquet(folder / "household_2004.parquet").to_parquet(folder / "household_again.parquet")
    with pytest.raises(SourceError, match="twice"):
        read_panel(folder, tmp_path / "store")


def test_a_table_of_equivalents_with_a_gap_is_refused(folder, tmp_path):
    path = folder / "adult_equivalents.csv"
    rows = pd.read_csv(path)
    rows[rows["CH06"] != 70].to_csv(path, index=False)
    with pytest.raises(SourceError, match="adult_equivalents"):
        read_panel(folder, tmp_path / "store")


def test_a_store_is_never_written_over(folder, records):
    with pytest.raises(RecordStoreError, match="not empty"):
        read_panel(folder, records.root)


def test_the_command_says_what_it_read_or_in_one_sentence_why_not(folder, tmp_path):
    command = [sys.executable, "-m", "features.sources.argentina_eph"]
    good = subprocess.run([*command, folder, tmp_path / "out"], capture_output=True, text=True, check=False)
    bad = subprocess.run([*command, tmp_path, tmp_path / "out2"], capture_output=True, text=True, check=False)
    assert good.returncode == 0 and "5 visits" in good.stderr
    assert bad.returncode == 1 and "household_*.parquet" in bad.stderr and "Traceback" not in bad.stderr


def test_three_real_quarters_read_whole(eph_folder, tmp_path):
    records = read_panel(eph_folder, tmp_path / "real", date(2004, 1, 1), date(2004, 9, 30))
    visits = visits_frame(Records(records.root))
    poor = np.average(visits["poor"], weights=visits["weight"])
    assert visits["as_of"].nunique() == 3 and 0.1 < poor < 0.4
    assert 0.05 < links_dropped(eph_folder, date(2004, 1, 1), date(2004, 9, 30)) < 0.1
