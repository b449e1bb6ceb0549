"""Who is at risk and why, in groups named by their leading themes."""

import json

import numpy as np
import pandas as pd

from models.groups import AT_RISK, Cause, risk_groups
from models.lists.assessed import Assessed

THEMES = ("medical", "income", "housing")


def county(households: int = 300, scale: float = 1.0):
    """A third each is at risk by illness, by income, by housing; and which."""
    chance = np.random.default_rng(3)
    cause = np.arange(households) % 3
    values = chance.uniform(0, 0.05, (households, 3))
    values[np.arange(households), cause] += 1.0
    values *= np.linspace(1, scale, households)[:, None]
    reasons = [
        json.dumps([{"theme": t, "contribution": v} for t, v in zip(THEMES, row, strict=True)])
        for row in values.tolist()
    ]
    names = [f"H{n:03d}" for n in range(households)]
    risk = chance.uniform(0, 1, households)
    made = {"household_id": names, "return_risk": risk, "monitored": False, "reasons": reasons}
    return pd.DataFrame(made), cause


def test_households_of_one_cause_are_in_one_group_named_by_it():
    assessments, cause = county()
    groups = risk_groups(Assessed(assessments)).set_index("household_id")["cause"]
    true = pd.Series(cause, assessments["household_id"]).loc[groups.index]
    assert [set(groups[true == n]) for n in range(3)] == [{"medical"}, {"income"}, {"housing"}]


def test_only_the_households_of_highest_risk_are_grouped_and_none_that_is_monitored():
    assessments, _ = county()
    assessments["monitored"] = np.arange(len(assessments)) % 2 == 0
    groups = risk_groups(Assessed(assessments))
    open_ = assessments[~assessments["monitored"]]
    assert set(groups["household_id"]) <= set(open_["household_id"])
    assert abs(len(groups) - AT_RISK * len(open_)) <= 1


def test_the_order_of_the_rows_changes_nothing():
    assessments, _ = county()
    turned = assessments.sample(frac=1, random_state=5).reset_index(drop=True)
    pd.testing.assert_frame_equal(risk_groups(Assessed(turned)), risk_groups(Assessed(assessments)))


def test_how_strong_a_cause_is_does_not_decide_the_group():
    pd.testing.assert_frame_equal(risk_groups(Assessed(county(scale=20.0)[0])), risk_groups(Assessed(county()[0])))


def test_a_county_too_small_for_groups_is_said_together():
    assessments, _ = county(20)
    assert set(risk_groups(Assessed(assessments))["cause"]) == {"other"}
    assert Cause("other").label.en == "Other causes"
