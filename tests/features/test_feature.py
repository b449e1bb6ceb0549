"""A feature that must not be declared is refused when it is declared, in a sentence that says why."""

from types import ModuleType

import pytest

from features.errors import DeclarationError
from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature, Over, in_order
from features.text import Text
from features.theme import Theme

WORDS = Text(zh="近12个月{value:.0f}次", en="had {value:.0f} in 12 months")
PLAIN = {
    "table": "medical_claims",
    "months": 12,
    "value": "count(*)",
    "unit": "bills",
    "direction": Direction.RAISES_RISK,
    "theme": Theme.MEDICAL,
    "label": Text(zh="次数", en="Bills"),
    "reason": WORDS,
    "when_empty": 0.0,
    "valid_range": (0, 100),
    "example": Example(expect={}),
}
DERIVED = PLAIN | {
    "table": "",
    "months": None,
    "of": ("income_12m",),
    "value": "income_12m / 12",
    "when_empty": UNKNOWN,
}
REFUSED = {
    "table status_decisions is an outcome of the procedure": PLAIN | {"table": "status_decisions"},
    "table help_given is an outcome of the procedure": PLAIN | {"table": "help_given"},
    "table visits is an outcome of the procedure": PLAIN | {"table": "visits"},
    "table helper_assignments is an outcome of the procedure": PLAIN | {"table": "helper_assignments"},
    "column members.sex is forbidden as a feature": PLAIN
    | {"table": "members", "value": "count(*) FILTER (WHERE sex = 'female')"},
    "column households.head_female is forbidden": PLAIN | {"table": "households", "where": "head_female"},
    "column households.head_ethnic_minority is forbidden": PLAIN
    | {"table": "households", "value": "latest(CAST(head_ethnic_minority AS INT))"},
    "column areas.minority_township is forbidden": PLAIN | {"table": "areas", "where": "minority_township"},
    "there is no table 'claims'": PLAIN | {"table": "claims"},
    "unknown column 'fees_fen' in table medical_claims": PLAIN | {"value": "sum(fees_fen)"},
    "unknown column 'is_member' in table land": PLAIN | {"table": "land", "where": "is_member"},
    "sums schooling.aid_fen, which may be empty; unknown is never zero": PLAIN
    | {"table": "schooling", "value": "sum(aid_fen)"},
    "is a window function where an aggregate belongs": PLAIN | {"value": "sum(self_paid_fen) OVER ()"},
    "does not aggregate": PLAIN | {"value": "self_paid_fen"},
    "stands outside the aggregate": PLAIN | {"value": "sum(self_paid_fen) + fund_paid_fen"},
    "not SQL": PLAIN | {"value": "sum(self_paid_fen"},
    "by and each go together": PLAIN | {"by": "person_id"},
    "over is for derived features": PLAIN | {"over": Over.VILLAGE},
    "give either table or of": PLAIN | {"of": ("income_12m",)},
    "give either table or of$": PLAIN | {"table": ""},
    "the reason must state its {value}": PLAIN | {"reason": Text(zh="就医多次", en="was often ill")},
    "valid_range is upside down": PLAIN | {"valid_range": (1, 0)},
    "a yes/no lies in": PLAIN | {"unit": YES_NO},
    "say it of yes": PLAIN | {"unit": YES_NO, "valid_range": (0, 1)},
    "has no window, where or by of its own": DERIVED | {"months": 12},
    "UNKNOWN when what it needs is": DERIVED | {"when_empty": 0.0},
    "unknown column 'members' in its of": DERIVED | {"value": "income_12m / members"},
    "names rooms in of, but never uses it": DERIVED | {"of": ("income_12m", "rooms")},
    "aggregates, but a derived feature works on one household": DERIVED | {"value": "sum(income_12m)"},
    "'income_12m' does not aggregate": DERIVED | {"value": "income_12m", "over": Over.VILLAGE},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_it_is_refused_in_one_sentence(sentence):
    with pytest.raises(DeclarationError, match=sentence) as refused:
        Feature(**REFUSED[sentence])
    assert "\n" not in str(refused.value)


def test_the_plain_and_the_derived_one_are_taken():
    assert Feature(**PLAIN).table == "medical_claims"
    assert Feature(**DERIVED).of == ("income_12m",)


@pytest.mark.parametrize("name", ["bills", "bills_3m", "bills_12m_before_3m"])
def test_a_name_that_contradicts_its_window_is_refused(name):
    with pytest.raises(DeclarationError, match=r"the name says a window of .*, the declaration \(12, 0\)"):
        placed(Feature(**PLAIN), f"features.catalog.medical_insurance.{name}")


def test_a_folder_that_is_no_department_is_refused():
    with pytest.raises(DeclarationError, match="folder 'insurance' is not a department"):
        placed(Feature(**PLAIN), "features.catalog.insurance.bills_12m")


def test_a_file_without_a_docstring_is_refused():
    with pytest.raises(DeclarationError, match="the docstring is the definition; write one"):
        placed(Feature(**PLAIN), "features.catalog.medical_insurance.bills_12m", docstring="")


def test_a_placed_feature_has_the_name_of_its_file_and_the_department_of_its_folder():
    feature = placed(Feature(**PLAIN), "features.catalog.medical_insurance.bills_12m", docstring="Bills on file.")
    assert (feature.name, feature.department.value) == ("bills_12m", "medical_insurance")
    assert feature.definition == "Bills on file."


def test_features_that_need_each_other_in_a_circle_are_refused():
    needs_b = Feature(**DERIVED | {"of": ("b",), "value": "b"})
    needs_a = Feature(**DERIVED | {"of": ("a",), "value": "a"})
    with pytest.raises(DeclarationError, match="need each other in a circle: a, b"):
        in_order({"a": needs_b, "b": needs_a})


def test_layers_come_after_what_they_need():
    first = Feature(**PLAIN)
    second = Feature(**DERIVED | {"of": ("first",), "value": "first"})
    third = Feature(**DERIVED | {"of": ("first", "second"), "value": "first + second"})
    assert in_order({"third": third, "second": second, "first": first}) == [["first"], ["second"], ["third"]]


def placed(feature: Feature, module: str, docstring: str = "What it is.") -> Feature:
    return feature.placed(ModuleType(module, docstring), "features.catalog")
