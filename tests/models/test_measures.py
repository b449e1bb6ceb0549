"""Measures: every declaration found conforms, and what is proposed keeps the checkers' rules."""

import itertools
import json

import numpy as np
import pytest

from features.feature import Direction, features
from models import risk_type
from models.consistency import DEVELOPMENTAL, ONE_OF, breaches
from models.lists.answering import with_answers
from models.measure import Group, Labour, Measure, measures, within
from models.risk_type import RiskType, plausible, risk_types
from models.suggestions import ALLOWANCES, MOST, held_measures, suggestions

ALL = sorted(measures())


def test_there_are_at_least_fourteen_kinds_of_help():
    assert len(ALL) >= 14


@pytest.mark.parametrize("name", ALL)
def test_a_measure_says_whom_it_serves_and_where_to_ask(name):
    measure = measures()[name]
    for words in (measure.label, measure.eligibility, measure.papers, measure.deadline):
        assert any("\u4e00" <= c <= "\u9fff" for c in words.zh) and words.en.isascii()
    assert measure.serves and measure.definition.endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_what_a_measure_changes_only_gets_better(name):
    measure = measures()[name]
    old = np.array([0.0, 1.0, 3.0, 12.0, np.nan])
    for changed in measure.changes:
        sign = features()[changed].direction.value
        new = measure.changed(changed, old)
        assert features()[changed].direction is not Direction.EITHER
        assert (sign * new[:4] <= sign * old[:4]).all() and np.isnan(new[4])


def test_every_group_of_the_checkers_is_there():
    assert {m.group for m in measures().values()} == set(Group)


@pytest.mark.parametrize("kind", sorted(ONE_OF, key=lambda k: k.value))
def test_each_risk_with_a_rule_has_a_measure_that_serves_it(kind):
    assert [m for m in measures().values() if m.group in ONE_OF[kind] and kind in m.serves]


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (RiskType.ILLNESS, {Group.HEALTH, Group.SOCIAL_AID}, {Group.SAFETY_NET, Group.HOUSING}),
        (RiskType.SCHOOLING, {Group.COMPULSORY_SCHOOLING, Group.SCHOOLING, Group.SOCIAL_AID}, {Group.HEALTH}),
        (RiskType.DISABILITY, {Group.SAFETY_NET, Group.SOCIAL_AID}, {Group.HEALTH, Group.WORK}),
        (RiskType.HOUSING, {Group.HOUSING, Group.RELOCATION}, {Group.WATER, Group.SAFETY_NET}),
        (RiskType.WATER, {Group.WATER}, {Group.HOUSING}),
    ],
)
def test_the_table_of_risks_and_measures_is_the_checkers(kind, accepted, refused):
    for group in accepted:
        assert not breaches([kind], {group}, labour=None, allowance=False)
    for group in refused:
        assert breaches([kind], {group}, labour=None, allowance=False)


@pytest.mark.parametrize(
    ("groups", "labour", "allowance", "rules_broken"),
    [
        ({Group.SAFETY_NET}, True, True, 1),
        ({Group.SAFETY_NET, Group.WORK}, True, False, 0),
        ({Group.PUBLIC_POST}, True, False, 0),
        ({Group.SAFETY_NET}, False, False, 1),
        ({Group.SAFETY_NET}, False, True, 0),
        ({Group.SAFETY_NET}, None, False, 0),
    ],
)
def test_labour_asks_for_development_and_its_lack_for_an_allowance(groups, labour, allowance, rules_broken):
    assert len(breaches([], groups, labour=labour, allowance=allowance)) == rules_broken


NO_WORK = {"employed_members": 0.0, "registered_workers": 0.0, "jobs_lost_half_year": 0.0}


@pytest.mark.parametrize(
    ("kind", "facts", "accepted"),
    [
        (RiskType.ILLNESS, {"chronic_members": 0.0, "major_illness_members": 0.0}, False),
        (RiskType.ILLNESS, {"chronic_members": 1.0, "medical_compliant_12m": 0.0}, False),
        (RiskType.ILLNESS, {"chronic_members": 1.0, "medical_compliant_12m": 900.0}, True),
        (RiskType.DISABILITY, {"disabled_members": 0.0}, False),
        (RiskType.DISABILITY, {"disabled_members": 1.0}, True),
        (RiskType.WORK, NO_WORK | {"labour_members": 2.0}, False),
        (RiskType.WORK, NO_WORK | {"jobs_lost_half_year": 1.0}, True),
        (RiskType.WORK, {"employed_members": 1.0, "labour_members": 0.0}, False),
        (RiskType.LABOUR, {"labour_members": 2.0, "members": 4.0}, False),
        (RiskType.LABOUR, {"labour_members": 1.0, "members": 4.0}, True),
        (RiskType.LABOUR, {"labour_members": 0.0, "members": 2.0}, True),
        (RiskType.HOUSING, {"housing_grade_latest": 2.0, "house_hazard_zone": 0.0}, False),
        (RiskType.HOUSING, {"housing_grade_latest": 3.0, "house_hazard_zone": 0.0}, True),
        (RiskType.WATER, {"water_unsafe": 0.0, "water_cut_off": 0.0}, False),
        (RiskType.PRODUCTION, {"harvest_loss_share_12m": 0.05, "harvest_sales_change_12m": 0.1}, False),
        (RiskType.PRODUCTION, {"harvest_loss_share_12m": 0.05, "harvest_sales_change_12m": -0.5}, True),
        (RiskType.PRODUCTION, {"harvest_loss_share_12m": 0.6}, True),
        (RiskType.DISASTER, {"disasters_12m": 0.0}, False),
        (RiskType.SCHOOLING, {"students": 0.0, "dropouts_compulsory_age": 0.0}, False),
    ],
)
def test_implausible_risk_types_are_not_proposed(kind, facts, accepted):
    assert plausible(kind, facts) is accepted
    assert plausible(kind, {}) is True


def test_a_broken_guarantee_names_its_risk_even_without_a_reason():
    facts = {"dropouts_compulsory_age": 1.0, "housing_grade_latest": 4.0}
    assert risk_types(["months_without_wage_3m"], facts) == [RiskType.SCHOOLING, RiskType.HOUSING, RiskType.WORK]


def test_nothing_plausible_leaves_other():
    assert risk_types(["chronic_members"], {"chronic_members": 0.0, "major_illness_members": 0.0}) == [RiskType.OTHER]


FACTS = [
    {},
    {"labour_members": 2.0, "members": 4.0},
    {"labour_members": 0.0, "members": 2.0, "disabled_members": 1.0},
    {"labour_members": 1.0, "members": 5.0, "chronic_members": 1.0, "medical_out_of_pocket_12m": 20_000.0},
    {"labour_members": 1.0, "housing_grade_latest": 3.0, "house_hazard_zone": 0.0, "students": 2.0},
    {"labour_members": 1.0, "housing_grade_latest": 1.0, "house_hazard_zone": 1.0, "loans_overdue": 1.0},
    {"labour_members": 0.0, "water_unsafe": 1.0, "subsistence_allowance_held": 1.0},
]


@pytest.mark.parametrize("facts", FACTS)
def test_whatever_the_risks_the_proposals_keep_the_checkers_rules(facts):
    kinds = [k for k in RiskType if plausible(k, facts)]
    for some in itertools.chain(itertools.combinations(kinds, 1), itertools.combinations(kinds, 3), [kinds[:5]]):
        held = held_measures(facts)
        made = suggestions(some, facts, held)
        groups = {measures()[s.measure].group for s in made}
        labour = facts.get("labour_members", 1.0) > 0
        allowance = bool(ALLOWANCES & {s.measure for s in made})
        assert not breaches(some, groups, labour=labour, allowance=allowance)
        assert len(made) <= MOST and len({s.measure for s in made}) == len(made)


@pytest.mark.parametrize("kind", [float, np.float64])
def test_a_fact_speaks_against_a_measure_whatever_kind_of_number_it_is(kind):
    assert within(kind(2.0), (3, None)) is False and within(kind(3.0), (3, None)) is True
    known = {"housing_grade_latest": kind(2.0), "loans_overdue": kind(0.0)}
    found = {m["measure"] for m in json.loads(with_answers("[]", ("disaster_loss", "house_damaged"), known))}
    assert found and not found & {"house_repair", "loan_extension"}


def test_nothing_is_proposed_that_the_facts_speak_against():
    facts = {"labour_members": 0.0, "members_uninsured": 0.0, "disabled_members": 0.0}
    made = {s.measure for s in suggestions(list(RiskType), facts, set())}
    assert not made & {"insurance_enrolment", "disability_subsidies"}
    assert not {measures()[n].group for n in made} & DEVELOPMENTAL


def test_a_household_without_labour_is_sent_to_the_general_allowance_first():
    made = [s.measure for s in suggestions([RiskType.OTHER], {"labour_members": 0.0}, set())]
    assert "subsistence_allowance" in made


def test_what_a_fact_calls_for_is_proposed_and_what_nothing_calls_for_is_not():
    facts = {"labour_members": 1.0, "wage_arrears_open": 3000.0, "workers_outside_province": 0.0}
    made = {s.measure for s in suggestions([RiskType.WORK], facts, set())}
    assert "wage_claim" in made and not made & {"travel_allowance", "small_loan", "social_aid"}


def test_what_is_drawn_already_is_said_to_be_held():
    facts = {"labour_members": 0.0, "subsistence_allowance_drawn": 1.0}
    made = {s.measure: s.held for s in suggestions([RiskType.LABOUR], facts, held_measures(facts))}
    assert made["subsistence_allowance"] is True
    assert held_measures({}, ["public_post"]) == {"public_post"}


def test_a_condition_not_known_is_to_be_asked():
    asked = {s.measure: s.to_ask for s in suggestions([RiskType.HOUSING], {"labour_members": 1.0}, set())}
    assert asked["house_repair"] or asked["relocation"]


def test_a_developmental_measure_without_labour_is_refused_when_declared():
    from dataclasses import replace

    from features.errors import DeclarationError

    good: Measure = measures()["skills_training"]
    with pytest.raises(DeclarationError, match="needs labour"):
        replace(good, labour=Labour.ANY)
    with pytest.raises(DeclarationError, match="no code of benefits"):
        replace(good, held_codes=("unheard_of",))
    with pytest.raises(DeclarationError, match="no declared feature"):
        replace(good, needs={"unheard_of": (1, None)}).check_placed()


class Noted(dict[str, float]):
    """Facts of a household that note which of them were read."""

    def __init__(self, facts: dict[str, float]) -> None:
        super().__init__(facts)
        self.read: set[str] = set()

    def get(self, name: str, otherwise: float = float("nan")) -> float:
        self.read.add(name)
        return super().get(name, otherwise)


@pytest.mark.parametrize("value", [0.0, 0.5, 3.0])
def test_risk_types_read_no_fact_that_is_not_declared(value):
    facts = Noted(dict.fromkeys(risk_type.FACTS, value))
    assert risk_types(list(features()), facts)
    assert facts.read <= risk_type.FACTS
