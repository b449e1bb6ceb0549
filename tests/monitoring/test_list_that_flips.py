"""A list that flips once is worth reading; one that flips for the second week running tires everybody."""

import pandas as pd
import pytest

from features.calendar import iso_week, weeks_before
from monitoring.check import checks
from monitoring.finding import State
from monitoring.week import Week
from tests.monitoring.altered import SUNDAY

FIRST, OTHER = [f"A{n}" for n in range(20)], [f"B{n}" for n in range(20)]


@pytest.mark.parametrize(
    "lists, state",
    [
        ([FIRST, FIRST, FIRST], State.QUIET),
        ([FIRST, FIRST, OTHER], State.NOTICE),
        ([OTHER, FIRST, OTHER], State.ALARM),
        ([FIRST, OTHER], State.NOTICE),
        ([FIRST], State.NOT_ESTIMABLE),
    ],
    ids=["it stays", "it flips once", "it flips again", "nothing is known of the week before", "no week before"],
)
def test_churn_by_the_lists_of_three_weeks(tmp_path, lists, state):
    found = churn(tmp_path, lists)
    assert found.get("model", found.get("list")) is state


def churn(tmp_path, lists):
    """The state of each lane, as `found_of` finds it."""
    return {f.key: f.state for f in found_of(tmp_path, lists)}


def found_of(tmp_path, lists):
    """What is found of each lane, from the households of the model lane in consecutive weeks, the latest last."""
    (tmp_path / "lists").mkdir()
    for ago, households in enumerate(reversed(lists)):
        table = pd.DataFrame({"household_id": ["R1", *households], "lane": ["rule", *["model"] * len(households)]})
        table.to_parquet(tmp_path / "lists" / f"{iso_week(weeks_before(SUNDAY, ago))}.parquet")
    return checks()["list_churn"].find(Week(tmp_path, SUNDAY))


@pytest.mark.parametrize("lists", [[FIRST, FIRST, []], [FIRST, [], []], [FIRST[:6], []], [FIRST, FIRST[:2], []]])
def test_a_lane_that_had_households_and_has_none_now_is_an_alarm(tmp_path, lists):
    assert churn(tmp_path, lists)["model"] is State.ALARM


@pytest.mark.parametrize("lists", [[[], []], [FIRST[:2], []], [[], FIRST[:6]], [FIRST, *[[]] * 14]])
def test_a_lane_of_next_to_nobody_says_nothing(tmp_path, lists):
    assert churn(tmp_path, lists)["model"] is State.NOT_ESTIMABLE


@pytest.mark.parametrize("empty", [1, 2, 3, 13])
def test_a_lane_that_stays_empty_stays_an_alarm_for_a_quarter_and_names_its_last_list(tmp_path, empty):
    (words,) = [f.words.en for f in found_of(tmp_path, [FIRST, *[[]] * empty]) if f.state is State.ALARM]
    assert f"the last list with any was {iso_week(weeks_before(SUNDAY, empty))}'s (20)" in words
