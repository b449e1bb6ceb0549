"""What becomes of a household, as a truth table: identified, too late, helped, monitored, not settled yet."""

from datetime import date

import pandas as pd
import pytest

from features.population import population
from features.records import Source
from training.cohort import learning
from training.outcomes import horizon_end, next_assessments, outcomes, settled_on

AS_OF = date(2025, 6, 30)
LATER = date(2026, 3, 31)
HOUSEHOLDS = """
    household_id | happened_on | village_code | formerly_poor | ended_on
    plain        | 2020-01-01  | 990101001001 | true          | -
    in_horizon   | 2020-01-01  | 990101001001 | true          | -
    last_day     | 2020-01-01  | 990101001001 | false         | -
    day_after    | 2020-01-01  | 990101001001 | false         | -
    rejected     | 2020-01-01  | 990101001001 | -             | -
    known_late   | 2020-01-01  | 990101001001 | true          | -
    monitored    | 2020-01-01  | 990101001001 | true          | -
    eliminated   | 2020-01-01  | 990101001001 | true          | -
    back_again   | 2020-01-01  | 990101001001 | true          | -
    rolled_back  | 2020-01-01  | 990101001001 | true          | -
    helped       | 2020-01-01  | 990101001001 | true          | -
    helped_later | 2020-01-01  | 990101001001 | true          | -
    helped_fell  | 2020-01-01  | 990101001001 | true          | -
    helped_once  | 2020-01-01  | 990101001001 | true          | -
    left         | 2020-01-01  | 990101001001 | true          | 2025-09-30
    dissolved    | 2020-01-01  | 990101001001 | true          | 2025-05-31
    told_after   | 2020-01-01  | 990101001001 | true          | -
"""
DECISIONS = """
    household_id | happened_on | known_on   | decision
    in_horizon   | 2025-09-10  | 2025-09-12 | identified
    last_day     | 2025-12-31  | 2026-01-04 | identified
    day_after    | 2026-01-01  | 2026-01-04 | identified
    rejected     | 2025-09-10  | 2025-09-12 | rejected
    known_late   | 2025-12-20  | 2026-04-02 | identified
    monitored    | 2024-01-10  | 2024-01-12 | identified
    eliminated   | 2024-01-10  | 2024-01-12 | identified
    eliminated   | 2024-09-10  | 2024-09-12 | eliminated
    back_again   | 2024-01-10  | 2024-01-12 | identified
    back_again   | 2024-09-10  | 2024-09-12 | eliminated
    back_again   | 2025-02-10  | 2025-02-12 | rolled_back
    rolled_back  | 2024-01-10  | 2024-01-12 | identified
    rolled_back  | 2024-09-10  | 2024-09-12 | eliminated
    rolled_back  | 2025-08-10  | 2025-08-12 | rolled_back
    helped_fell  | 2025-09-10  | 2025-09-12 | identified
    told_after   | 2025-06-27  | 2025-07-04 | identified
"""
HELP = """
    household_id | happened_on | measure    | ended_on
    helped       | 2025-04-01  | employment | -
    helped_later | 2025-10-01  | employment | -
    helped_fell  | 2025-04-01  | employment | -
    helped_once  | 2024-01-01  | employment | 2024-06-30
"""
EXPECTED = {
    "plain": "stayed",
    "in_horizon": "fell",
    "last_day": "fell",
    "day_after": "stayed",
    "rejected": "stayed",
    "known_late": "stayed",  # on 31 March nobody had heard of it
    "monitored": "monitored",
    "eliminated": "stayed",
    "back_again": "monitored",
    "rolled_back": "rolled_back",
    "helped": "helped",
    "helped_later": "helped",
    "helped_fell": "fell",
    "helped_once": "stayed",
    "left": "gone",
    "told_after": "monitored",  # taken in before the date, though the population could not know
}


@pytest.fixture
def county(store):
    return store(households=HOUSEHOLDS, status_decisions=DECISIONS, help_given=HELP)


def judged(records, known_until, as_of=AS_OF):
    rows = population(records, [as_of])
    return outcomes(records, rows, known_until=known_until).set_index("household_id")


def test_every_state_is_as_the_truth_table_says(county):
    assert judged(county, LATER)["state"].to_dict() == EXPECTED


def test_only_fell_and_stayed_are_outcomes(county):
    found = judged(county, LATER)
    assert set(found.loc[found["outcome"] == 1, "state"]) == {"fell"}
    assert set(found.loc[found["outcome"] == 0, "state"]) == {"stayed"}
    assert set(found.loc[found["outcome"].isna(), "state"]) == {"monitored", "rolled_back", "helped", "gone"}


def test_a_fall_known_later_counts_once_it_is_known(county):
    assert judged(county, date(2026, 4, 2))["state"]["known_late"] == "fell"


def test_the_latest_horizon_has_no_negatives(county):
    found = judged(county, date(2025, 12, 31))
    assert found["outcome"].isna().all()
    assert set(found["state"]) == {"unsettled", "monitored"}


def test_a_date_is_settled_when_horizon_and_the_countys_clock_have_run_out():
    assert horizon_end(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert settled_on(AS_OF) == date(2026, 1, 15)


def test_the_monitored_are_not_asked_and_the_dissolved_are_not_there(county):
    rows = population(county, [AS_OF]).set_index("household_id")
    assert "dissolved" not in rows.index
    assert set(rows.index[~learning(rows)]) == {"monitored", "back_again"}


def test_the_group_is_entry_unless_the_household_is_known_to_be_formerly_poor(county):
    rows = population(county, [AS_OF]).set_index("household_id")
    assert rows["group"]["plain"] == "return"
    assert rows["group"]["last_day"] == rows["group"]["rejected"] == "entry"


def test_a_decision_withdrawn_later_does_not_change_what_was_known_before(county, append):
    append(
        county,
        "status_decisions",
        """
        record_id         | household_id | happened_on | known_on   | decision   | withdrawn
        status_decisions0 | in_horizon   | 2025-09-10  | 2026-04-10 | identified | true
        """,
    )
    assert judged(county, LATER)["state"]["in_horizon"] == "fell"
    assert judged(county, date(2026, 4, 10))["state"]["in_horizon"] == "stayed"


def test_help_given_before_the_date_but_known_later_is_not_seen_by_the_population(county, append):
    append(
        county,
        "help_given",
        """
        record_id | household_id | happened_on | known_on   | measure
        late      | plain        | 2025-05-01  | 2025-08-01 | employment
        """,
    )
    rows = population(county, [AS_OF]).set_index("household_id")
    assert rows["helped"]["helped"] and not rows["helped"]["plain"]


def test_the_index_to_learn_is_the_next_assessment_within_a_year():
    rows = pd.DataFrame({"household_id": ["A", "B", "C", "D"], "as_of": pd.Timestamp(AS_OF)})
    found = pd.DataFrame(
        {
            "household_id": ["A", "A", "B", "C", "C"],
            "happened_on": pd.to_datetime(["2025-06-30", "2025-09-01", "2026-08-01", "2025-07-01", "2025-08-01"]),
            "known_on": pd.to_datetime(["2025-07-05", "2025-09-03", "2026-08-03", "2025-07-02", "2025-08-02"]),
            "total": [40.0, 55.0, 70.0, 61.0, 62.0],
        }
    )
    told = next_assessments(rows, found).set_index("household_id")
    assert told["outcome"]["A"] == 55.0  # the one of the day itself was known already
    assert told["outcome"]["C"] == 61.0
    assert told["outcome"][["B", "D"]].isna().all()  # too late, never
    assert told["settled_on"]["A"] == pd.Timestamp("2025-09-03")


PANEL = Source(
    name="panel",
    title_zh="调查",
    title_en="Panel",
    outcome="next_visit",
    index="welfare",
    cohort="visited",
    lines="own",
)
LINE = """
title_zh = "线"
title_en = "Line"
unit = "per adult and year"

[[figure]]
area = "98"
from = 2000-01-01
amount = 1200.0
document = "invented"
"""


def test_on_a_panel_the_next_visit_tells(store, tmp_path):
    visits = """
        household_id | happened_on | prompted_by | result
        falls        | 2005-03-31  | routine     | confirmed
        falls        | 2005-06-30  | routine     | confirmed
        stays        | 2005-03-31  | routine     | confirmed
        stays        | 2005-06-30  | routine     | confirmed
        poor         | 2005-03-31  | routine     | confirmed
        poor         | 2005-06-30  | routine     | confirmed
        unseen       | 2005-03-31  | routine     | confirmed
    """
    incomes = """
        household_id | happened_on | income_kind | amount_fen
        falls        | 2005-03-31  | wage | 15000
        falls        | 2005-06-30  | wage | 5000
        stays        | 2005-03-31  | wage | 15000
        stays        | 2005-06-30  | wage | 12500
        poor         | 2005-03-31  | wage | 5000
        poor         | 2005-06-30  | wage | 15000
        unseen       | 2005-03-31  | wage | 15000
    """
    names = ("falls", "stays", "poor", "unseen")
    registered = "household_id | happened_on | village_code\n" + "\n".join(
        f"{n} | 2005-01-01 | 980101001001" for n in names
    )
    members = "household_id | person_id | happened_on | relation | equivalent_adults\n" + "\n".join(
        f"{n} | {n}-1 | 2005-01-01 | head | 1" for n in names
    )
    records = store(PANEL, households=registered, members=members, visits=visits, incomes=incomes)
    (records.root / "standards").mkdir()
    (records.root / "standards" / "monitoring_line.toml").write_text(LINE, encoding="utf-8")
    rows = population(records, [date(2005, 3, 31), date(2005, 6, 30)])
    found = outcomes(records, rows, known_until=date(2005, 12, 31))
    first = found[found["as_of"] == pd.Timestamp("2005-03-31")].set_index("household_id")["state"].to_dict()
    assert first == {"falls": "fell", "stays": "stayed", "poor": "monitored", "unseen": "gone"}
    second = rows[rows["as_of"] == pd.Timestamp("2005-06-30")].set_index("household_id")
    assert second["group"]["poor"] == "return" and second["group"]["stays"] == "entry"
    early = outcomes(records, rows, known_until=date(2005, 5, 31))
    assert early["outcome"].isna().all()
