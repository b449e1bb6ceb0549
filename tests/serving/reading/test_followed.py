"""What became of lists and clues, from small records."""

from datetime import date

import pandas as pd
import pytest

from features.ascii_table import read_ascii
from serving.reading.followed import Share, help_followed, list_outcome, procedure

TODAY = date(2026, 11, 22)


def frame(text: str, *days: str) -> pd.DataFrame:
    made = pd.DataFrame(read_ascii(text))
    return made.assign(**{day: pd.to_datetime(made[day]) for day in days})


VISITS = """
    household_id | happened_on | result
    H1           | 2026-10-02  | confirmed
    H1           | 2026-10-09  | not_confirmed
    H2           | 2026-09-30  | confirmed
    H3           | 2026-10-29  | confirmed
    H4           | 2026-10-05  | not_reached
    H5           | 2026-10-28  | changed
    H9           | 2026-10-03  | confirmed
"""


def test_the_first_visit_within_four_weeks_after_a_list_is_its_answer():
    visits = frame(VISITS, "happened_on")
    outcome = list_outcome("2026-W39", date(2026, 9, 30), ["H1", "H2", "H3", "H4", "H5", "H6"], visits)
    # H2 was visited on the day itself, H3 a day too late, H9 was not listed
    assert (outcome.listed, outcome.visited) == (6, 3)
    assert (outcome.confirmed, outcome.changed, outcome.not_confirmed, outcome.not_reached) == (1, 1, 0, 1)
    assert outcome.precision == Share(1, 2)


def test_a_share_of_few_households_is_not_estimable():
    assert Share(1, 9).interval is None
    assert Share(0, 10).interval[0] == 0.0
    assert Share(10, 10).interval[1] == 1.0


@pytest.mark.parametrize(("part", "whole"), [(1, 10), (5, 20), (19, 20)])
def test_the_interval_holds_the_share(part, whole):
    low, high = Share(part, whole).interval
    assert low < part / whole < high


DECISIONS = """
    household_id | happened_on | decision   | clue_on
    H1           | 2025-03-01  | identified | 2025-02-19
    H1           | 2026-02-01  | eliminated |
    H2           | 2025-05-01  | identified | 2025-04-21
    H3           | 2026-03-01  | identified | 2026-02-09
    H4           | 2023-05-01  | identified | 2023-04-01
"""
HELP = """
    household_id | happened_on
    H1           | 2025-03-11
    H2           | 2025-10-01
    H3           | 2026-03-31
"""


def test_each_step_counts_what_was_done_in_twelve_months():
    visits, decisions = frame(VISITS, "happened_on"), frame(DECISIONS, "happened_on", "clue_on")
    steps = {s.name: (s.households, s.days) for s in procedure(visits, decisions, frame(HELP, "happened_on"), TODAY)}
    assert steps["visited"] == (6, None)
    assert steps["confirmed"] == (4, None)
    assert steps["identified"] == (1, 20)
    assert steps["helped"] == (1, 30)
    assert steps["eliminated"] == (1, 337)


def test_helped_soon_and_not_are_told_apart_and_the_latest_year_is_left_out():
    helped, not_helped = help_followed(frame(DECISIONS, "happened_on", "clue_on"), frame(HELP, "happened_on"), TODAY)
    assert (helped.households, helped.eliminated) == (1, Share(1, 1))
    assert (not_helped.households, not_helped.eliminated) == (1, Share(0, 1))
