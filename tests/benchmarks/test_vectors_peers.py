"""What the benchmark's peers are held to: the values of the declarations, record by record."""

from datetime import date
from importlib import import_module

import pandas as pd
import pytest

from benchmarks.vectors_declared import NAMES, ready
from benchmarks.vectors_peers import different, values
from tests.features.ascii_store import county

DAY = date(2026, 9, 27)
LATER = "2026-10-05"
WRITTEN = {
    "members": f"""
        record_id | household_id | person_id | relation | born_on    | equivalent_adults | happened_on | known_on   | left_on
        M1        | H1           | P1        | head     | 1980-01-01 | 1                 | 2010-01-01  | 2010-01-01 |
        M2        | H1           | P2        | child    | 2012-01-01 | 1                 | 2012-01-01  | 2012-01-20 |
        M3        | H2           | P3        | head     | 1950-01-01 | 1                 | 2010-01-01  | 2010-01-01 |
        M4        | H3           | P4        | head     |            | 1                 | 2010-01-01  | 2010-01-01 |
        M5        | H1           | P5        | other    | 2000-09-28 | 1                 | 2010-01-01  | 2010-01-01 | 2026-05-01
        M6        | H2           | P5        | child    | 2000-09-28 | 1                 | 2026-05-01  | 2026-05-03 |
        M7        | H3           | P6        | other    | 1990-01-01 | 1                 | 2026-09-01  | {LATER} |
    """,  # noqa: E501
    "incomes": f"""
        record_id | household_id | person_id | income_kind | amount_fen | happened_on | known_on   | withdrawn
        I1        | H1           | P1        | wage        | 300000     | 2026-08-31  | 2026-09-10 | false
        I1        | H1           | P1        | wage        | 500000     | 2026-08-31  | 2026-09-20 | false
        I1        | H1           | P1        | wage        | 900000     | 2026-08-31  | {LATER} | false
        I2        | H1           | P5        | wage        | 0          | 2026-07-31  | 2026-08-10 | false
        I3        | H1           | P1        | business    | 40000      | 2026-07-31  | 2026-08-10 | false
        I4        | H2           | P3        | transfer    | 20000      | 2026-06-30  | 2026-07-10 | false
        I4        | H2           | P3        | transfer    | 20000      | 2026-06-30  | 2026-08-10 | true
        I5        | H2           | P3        | transfer    | 10000      | 2025-09-27  | 2025-10-10 | false
        I6        | H2           | P3        | transfer    | 10000      | 2026-05-31  | {LATER} | false
    """,
    "medical_claims": """
        record_id | household_id | person_id | total_fen | fund_paid_fen | self_paid_fen | self_paid_in_catalogue_fen | setting    | happened_on | known_on
        C1        | H1           | P5        | 90000     | 60000         | 30000         | 20000                      | inpatient  | 2026-03-01  | 2026-03-10
        C2        | H2           | P3        | 0         | 0             | 0             | 0                          | inpatient  | 2026-03-01  | 2026-09-10
    """,  # noqa: E501
    "employment_spells": """
        record_id | household_id | person_id | work_state    | monthly_wage_fen | ended_on   | lost_job | happened_on | known_on
        E1        | H1           | P1        | employed      | 400000           |            |          | 2020-01-01  | 2020-01-10
        E2        | H1           | P5        | employed      | 300000           | 2026-06-01 | true     | 2021-01-01  | 2021-01-10
        E3        | H2           | P5        | employed      |                  |            |          | 2026-06-02  | 2026-06-10
        E4        | H3           | P4        | self_employed |                  |            |          | 2021-01-01  | 2021-01-10
    """,  # noqa: E501
    "housing_inspections": """
        record_id | household_id | grade | happened_on | known_on
        G1        | H1           | B     | 2020-01-01  | 2020-01-10
        G2        | H1           |       | 2022-01-01  | 2022-01-10
        G3        | H2           | D     | 2021-01-01  | 2021-01-10
    """,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return county(tmp_path_factory.mktemp("county"), **WRITTEN)


@pytest.fixture(scope="module")
def declared(store, tmp_path_factory):
    out = tmp_path_factory.mktemp("declared") / "made.parquet"
    ready(str(store.root), str(DAY), str(out), "blocks")()
    return values(out)


def test_late_and_moved_and_withdrawn_records_are_among_those_compared(declared):
    told = declared[["income_12m", "months_without_wage_12m", "inpatient_stays_working_age_12m", "employed_members"]]
    assert told.loc["H1"].tolist() == [5400.0, 0.0, 0.0, 1.0]
    assert told.loc["H2"].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert told.loc["H3"].isna().tolist() == [True, True, False, False]


def test_all_in_one_database_gives_what_the_blocks_give(store, declared, tmp_path):
    ready(str(store.root), str(DAY), str(tmp_path / "made.parquet"), "whole")()
    assert different(declared, values(tmp_path / "made.parquet")) == {}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_peer_gives_what_the_declarations_give(library, store, declared, tmp_path):
    pytest.importorskip(library)
    out = tmp_path / "made.parquet"
    import_module(f"benchmarks.vectors_by_{library}").ready(str(store.root), str(DAY), str(out))()
    assert different(declared, values(out)) == {}


def test_zero_where_the_other_has_unknown_is_a_difference(declared):
    wrong = declared.assign(income_12m=declared["income_12m"].fillna(0.0))
    assert different(declared, wrong) == {"income_12m": int(declared["income_12m"].isna().sum())}


def test_a_household_that_one_way_lacks_is_a_difference():
    rows = pd.DataFrame(0.0, index=["H1", "H2"], columns=list(NAMES))
    assert different(rows, rows.iloc[:1]) == {"households": 1}
