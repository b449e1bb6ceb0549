"""Questions and answers of a visit: every fact has its question, every result its reasons."""

import pytest

from features.feature import features
from features.privacy import Privacy
from models.alert import alerts
from serving.visits.answers import ANSWERS, RESULTS, answers_for
from serving.visits.questions import MOST, QUESTIONS, questions, tables_of

SAID = sorted(name for name, feature in features().items() if feature.said)


@pytest.mark.parametrize("fact", [*SAID, *alerts()])
def test_whatever_may_be_told_of_a_household_has_a_question(fact: str):
    assert questions([fact]), f"no question clears {', '.join(tables_of(fact))}: add one to QUESTIONS"


def test_a_visit_asks_few_questions_and_none_twice():
    asked = questions([*alerts(), *SAID])
    assert len(asked) == MOST == len({one.ask.zh for one in asked})


def test_the_first_fact_is_asked_about_first():
    assert questions(["water_unsafe", "medical_out_of_pocket_12m"])[0].tables == ("drinking_water",)


def test_a_fact_that_is_not_declared_any_more_asks_nothing():
    assert questions(["gone_feature"]) == []


@pytest.mark.parametrize("result", RESULTS)
def test_every_result_has_reasons_and_only_a_confirmed_one_opens_a_case(result: str):
    assert len(answers_for(result)) >= 2
    assert all(not answer.opens_case for answer in answers_for(result)) or result == "confirmed"


def test_no_two_answers_share_a_name():
    assert len({answer.name for answer in ANSWERS}) == len(ANSWERS)


def test_a_question_about_illness_is_marked_as_health():
    for question in QUESTIONS:
        if {"medical_claims", "chronic_illnesses", "disability_certificates"} & set(question.tables):
            assert question.privacy is Privacy.HEALTH
