"""The loop closes: a result in four taps changes next week's list and next month's training set."""

import re
from datetime import date

import pandas as pd
import pytest

from features.holdings import Holdings
from features.population import population
from features.scope import Scope
from features.vector import build_vectors
from models.lists.making import Week, make_week
from tests.serving.cases.hands import Hands
from tests.serving.conftest import Service
from tests.serving.small_run import WEEKS, SmallRun
from training.outcomes import outcomes

NEXT_WEEK = date(2026, 11, 29)


@pytest.fixture
def hands(own_service: Service) -> Hands:
    return Hands(own_service)


def next_list(hands: Hands, run: SmallRun) -> pd.DataFrame:
    """Next week's list from the records as they stand after the service closed for the day."""
    root = hands.service.settings.run_folder
    held = Holdings.open(root)
    dates = [*WEEKS, NEXT_WEEK]
    build_vectors(held.records, dates, root / "vectors", standards=held.standards)
    population(held.records, dates).to_parquet(root / "population.parquet", index=False)
    held, before = Holdings.open(root), list[Week]()
    for as_of in dates:
        before.append(make_week(held, run.trained, as_of, before))
    return before[-1].weekly.standing.set_index("household_id")["status"]


@pytest.mark.slow
def test_a_household_checked_and_found_fine_leaves_the_next_list_and_another_stays(hands: Hands, run: SmallRun):
    page = hands.of("helper_contact").get("/visits").text
    visited = re.search(r'class="cover" href="/visits/([^"]+)"', page).group(1)
    other = next(h for h in re.findall(r"H[0-9a-f]{8,}", hands.of("county_officer").get("/week").text) if h != visited)
    hands.visit(f"/visits/{visited}", "not_confirmed", "other_income")
    found = next_list(hands, run)
    assert found[visited] == "settled"
    assert found[other] in ("rule", "model", "audit", "insufficient")


def learnt(hands: Hands, household_id: str) -> pd.Series:
    """What a training in the summer of 2027 knows of the household as of the last list."""
    records = hands.service.app.state.run.records
    there = population(records, [WEEKS[-1]])
    rows = outcomes(records, there, known_until=date(2027, 7, 1), scope=Scope.everything())
    return rows.set_index("household_id").loc[household_id]


def test_a_clue_that_the_county_confirmed_is_a_fall_for_the_next_training(hands: Hands):
    path = hands.first_visit()
    household_id = path.rsplit("/", 1)[1]
    before = learnt(hands, household_id)
    hands.visit(path, "confirmed", "needs_help")
    case = hands.case().case_id
    hands.it_is("2026-11-23")
    hands.act("village_officer", case, "authorise", signed_on=hands.today, paper_kept="yes")
    hands.act("county_officer", case, "compare", found="nothing")
    meeting = {"met_on": hands.today, "votes_for": "9", "votes_against": "0", "public_from": hands.today}
    hands.act("village_officer", case, "hold_meeting", **meeting)
    hands.it_is("2026-11-28")
    hands.act("village_officer", case, "report_to_township", objections="0")
    hands.act("township_leader", case, "pass_review")
    hands.act("county_leader", case, "identify", category="sudden", risk_type="illness")
    after = learnt(hands, household_id)
    assert (before["state"], after["state"]) == ("stayed", "fell")
    assert (before["outcome"], after["outcome"]) == (0.0, 1.0)
    assert str(after["fell_on"].date()) == "2026-11-28"


def test_help_that_was_recorded_makes_no_clean_negative_of_a_household(hands: Hands):
    path = hands.first_visit()
    household_id = path.rsplit("/", 1)[1]
    hands.it_is("2026-11-23")
    hands.visit(path, "confirmed", "urgent")
    case = hands.case().case_id
    hands.act("township_officer", case, "open_green_channel", words="急需就医")
    hands.act("township_officer", case, "give_help", measure="temporary_relief", given_on=hands.today)
    assert learnt(hands, household_id)["state"] == "helped"
