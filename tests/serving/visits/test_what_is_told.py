"""The plain sentences: what is new first, with its day and who recorded it; hidden where a role may not see it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from serving.access.caller import Caller, Within
from serving.access.role import roles
from serving.reading import facts as reading
from serving.visits import told

AS_OF = date(2026, 11, 22)


def caller(role: str) -> Caller:
    return Caller(name="somebody", role=roles()[role], within=Within.nothing())


def reason(feature: str, theme: str, zh: str, **more: Any) -> dict[str, Any]:
    usual = {"en": "in English", "zh_hidden": "笼统的话", "en_hidden": "in general", "privacy": "household"}
    days = {"happened_on": "2026-10-01", "known_on": "2026-11-01", "department": "agriculture", "new": False}
    return {"feature": feature, "theme": theme, "zh": zh} | usual | days | more


def facts(*kept: dict[str, Any], role: str = "helper_contact") -> list[reading.Fact]:
    return reading.facts(kept, AS_OF, caller(role))


def test_a_sentence_says_the_day_and_who_recorded_it():
    (one,) = facts(reason("income_12m", "income", "近12个月收入5,000元"))
    assert one.sentence.zh == "近12个月收入5,000元（农业农村局，2026年10月1日）。"
    assert one.sentence.en == "In English (Agriculture and rural affairs bureau, 1 Oct 2026)."


def test_what_began_long_ago_is_said_by_the_day_of_its_record():
    (one,) = facts(reason("labour_members", "members", "没有劳动力", happened_on="2008-04-23"))
    assert one.sentence.zh == "没有劳动力（农业农村局，2026年11月1日登记）。"


def test_new_facts_come_first_the_latest_before_and_one_of_each_theme():
    found = facts(
        reason("income_12m", "income", "甲"),
        reason("income_3m", "income", "乙"),
        reason("disasters_12m", "disaster", "丙", new=True, happened_on="2026-08-01"),
        reason("weekly_hours", "work", "丁", new=True, happened_on="2026-09-01"),
    )
    assert [fact.words.zh for fact in told.in_three_sentences(found)] == ["丁", "丙", "甲"]


@pytest.mark.parametrize(("role", "words"), [("helper_contact", "住院自付2万元"), ("village_officer", "笼统的话")])
def test_health_is_told_in_general_words_to_whoever_may_not_see_it(role: str, words: str):
    (one,) = facts(reason("medical_out_of_pocket_12m", "medical", "住院自付2万元", privacy="health"), role=role)
    assert one.words.zh == words


def test_missing_records_are_a_question_and_no_fault():
    row = SimpleNamespace(missing=["incomes", "a_table_that_is_gone"])
    (one,) = told.not_certain(row)
    assert one.zh.startswith("没有")
    assert one.zh.endswith("请当面了解（农业农村局）")
