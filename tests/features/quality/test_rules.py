"""Every rule fires on its firing example, is silent on its silent one, finds what is planted and nothing else."""

from datetime import date

import pytest

from features.quality.example import WrittenRecords
from features.quality.rule import Severity, rules
from features.synthetic.county import invent
from tests.features.quality.planted import PLANTS
from tests.features.quality.planting import PlantedCounty, county, plant_all

every_rule = pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.name)
LAST = date(2026, 6, 30)
# What the generator of the invented county itself writes against itself: true findings, counted apart.
COUNTY_OWN = {
    "aid_without_attending": "aid of the term in which a pupil left",
    "benefit_of_dissolved_household": "nobody closes the benefits of the last member who died",
    "benefit_twice": "an allowance is granted again after a clue",
    "allowance_and_hardship_support": "two allowances granted after a clue",
    "head_and_spouse_same_sex": "sexes are drawn one by one",
    "number_check_digit": "identity numbers that fail are planted by the generator",
    "flag_contradicts_number": "they are, and one of two spells says otherwise",
    "parent_too_young": "ages of parents are drawn",
    "two_heads": "merged households keep both heads",
    "two_spouses": "merged households keep both spouses",
    "eliminated_with_dangerous_house": "decisions near the line are taken in error",
    "eliminated_without_labour": "labour was lost after the elimination",
    "working_after_death": "spells of the dead are not closed",
    "working_child": "the member's birth date and the worker's age are drawn apart",
    "no_head": "some households lose their head",
    "split_from_unknown": "households that split before the records begin",
}


def test_there_are_at_least_eighty_rules_and_most_are_planted():
    assert len(rules()) >= 80
    assert len(PLANTS) >= 80
    assert set(PLANTS) <= set(rules())


@pytest.fixture(scope="module")
def written():
    return WrittenRecords()


@every_rule
def test_a_rule_fires_on_its_example_in_words_and_is_silent_on_the_other(rule, written):
    found = written.found(rule.find, rule.fires)
    assert found, "the firing example finds nothing"
    for row in found:
        assert row.get("household_id") or row.get("area_code")
        words = rule.words(row)
        assert "{" not in words.zh + words.en
        assert "nan" not in (words.zh + words.en).lower().split()
    assert written.found(rule.find, rule.silent) == []


@every_rule
def test_a_rule_finds_nothing_for_want_of_a_table_that_nobody_sent(rule, written):
    for example in (rule.fires, rule.silent):
        for missing in example:
            sent = {name: rows for name, rows in example.items() if name != missing}
            assert written.found(rule.find, sent) == [], f"without {missing}"


def test_labels_are_said_once():
    labels = [r.label.zh for r in rules().values()]
    assert len(labels) == len(set(labels))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """(before, planted, after): findings of each rule on the invented county without and with planted errors."""
    made = invent(tmp_path_factory.mktemp("county") / "county", households=1500, seed=3, months=30, last=LAST)
    connection = county(made.records, LAST)
    clean = PlantedCounty(connection, {}, set())
    before = {name: clean.found(rule) for name, rule in rules().items()}
    planted = plant_all(connection)
    return before, planted, {name: planted.found(rule) for name, rule in rules().items()}


@pytest.mark.slow
def test_every_planted_error_is_found(found):
    _, planted, after = found
    missed = {}
    for name, wanted in planted.planted.items():
        homes, persons = {h for h, _ in after[name]}, {p for _, p in after[name] if p}
        hits = sum(home in homes or person in persons for home, person in wanted)
        if hits < 0.99 * len(wanted):
            missed[name] = f"{hits} of {len(wanted)}"
    assert missed == {}
    assert sum(bool(w) for w in planted.planted.values()) >= 110


def test_what_is_proved_by_its_example_alone_is_a_situation_or_needs_two_people_alike():
    unplanted = {
        name for name, rule in rules().items() if name not in PLANTS and rule.severity is not Severity.SITUATION
    }
    assert unplanted == {"same_name_and_birth", "village_without_township"}  # the latter is planted as an area


@pytest.mark.slow
def test_households_without_planted_errors_are_left_alone(found):
    before, planted, after = found
    false = {
        name: homes
        for name in rules()
        if (homes := {h for h, p in after[name] - before[name] if h not in planted.touched})
    }
    assert false == {}


@pytest.mark.slow
def test_on_the_invented_county_errors_are_only_those_its_generator_makes(found):
    before, _, _ = found
    errors = {n for n, rule in rules().items() if rule.severity is Severity.ERROR and before[n]}
    assert errors <= set(COUNTY_OWN)
