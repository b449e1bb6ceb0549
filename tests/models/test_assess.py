"""Assessment: one row per household with everything the list and the pages need."""

import json

import numpy as np
import pandas as pd
import pytest

from features.errors import EmptyPopulationError
from features.feature import features
from features.standard import Standards
from models.assess import COLUMNS, Assessments, assess
from models.bands import band
from models.consistency import breaches
from models.measure import measures
from models.risk_type import RiskType
from tests.models import toy_county

STANDARDS = Standards(())


def population(vectors: pd.DataFrame) -> pd.DataFrame:
    rows = np.arange(len(vectors))
    return pd.DataFrame(
        {
            "household_id": vectors["household_id"],
            "as_of": vectors["as_of"],
            "village_code": vectors["village_code"],
            "group": np.where(rows % 2 == 0, "return", "entry"),
            "monitored": rows % 10 == 0,
            "helped": False,
        }
    )


@pytest.fixture(scope="module")
def made(toy) -> Assessments:
    return assess(toy.trained, toy.vectors, None, population(toy.vectors), STANDARDS)


def test_there_is_one_row_per_household_in_the_vectors_order(toy, made):
    assert tuple(made.table.columns) == COLUMNS
    assert made.table["household_id"].tolist() == toy.vectors["household_id"].tolist()
    assert made.table["monitored"].sum() == 30 and set(made.table["group"]) == {"return", "entry"}
    assert (made.table["township_code"].str[9:] == "000").all()


def test_its_figures_are_the_models(toy, made):
    np.testing.assert_array_equal(made.table["return_risk"], toy.trained.risk.probability(toy.matrix))
    np.testing.assert_array_equal(made.table["poverty_index"], toy.trained.index.predict(toy.matrix))
    assert made.table["band"].tolist() == [band(v).value for v in made.table["poverty_index"]]
    total = made.risk_contributions.sum(axis=1) + made.risk_base
    np.testing.assert_allclose(total, toy.trained.risk.raw(toy.matrix), atol=1e-9)


def test_every_household_that_can_be_assessed_has_a_reason_of_its_own(toy, made):
    assert made.table["sufficient"].mean() > 0.5
    for row, text in made.table.loc[made.table["sufficient"], "reasons"].items():
        some = json.loads(text)
        assert some
        for reason in some:
            assert reason["value"] == toy.vectors.at[row, reason["feature"]]


def test_the_measures_keep_the_checkers_rules(toy, made):
    for row, text in made.table["measures"].items():
        some = json.loads(text)
        kinds = {RiskType(k) for s in some for k in s["risk_types"]}
        groups = {measures()[s["measure"]].group for s in some}
        able = toy.vectors.at[row, "labour_members"]
        allowance = any(s["measure"] in ("subsistence_allowance", "extreme_hardship_support") for s in some)
        assert not breaches(kinds, groups, labour=None if np.isnan(able) else able > 0, allowance=allowance)


def test_a_household_of_which_too_little_is_known_is_not_called_safe(toy):
    vectors = toy.vectors.head(2).copy()
    vectors.loc[0, list(features())] = np.nan
    row = assess(toy.trained, vectors, None, population(vectors), STANDARDS).table.iloc[0]
    assert not row["sufficient"]
    assert "incomes" in json.loads(row["missing"])


def test_a_household_nobody_wrote_of_for_a_year_is_not_called_safe(toy):
    vectors = toy_county.vectors(2, 41, unknown=0.0)
    long_ago = [c for c in vectors if c.endswith("__known_on") and not c.startswith(("members", "households", "areas"))]
    vectors.loc[0, long_ago] = vectors["as_of"].iloc[0] - pd.Timedelta(days=500)
    table = assess(toy.trained, vectors, None, population(vectors), STANDARDS).table
    assert table["sufficient"].tolist() == [False, True]
    assert json.loads(table["missing"].iloc[0])


def test_a_household_whose_income_was_last_heard_of_long_ago_is_not_called_safe(toy):
    vectors = toy_county.vectors(2, 41, unknown=0.0)
    vectors["income_last_known_days"] = [200.0, 20.0]
    table = assess(toy.trained, vectors, None, population(vectors), STANDARDS).table
    assert table["sufficient"].tolist() == [False, True]
    assert json.loads(table["missing"].iloc[0]) == ["incomes"]


def test_what_matters_and_is_unknown_is_named_as_uncertain_not_as_a_reason(toy):
    vectors = toy_county.vectors(1, 41, unknown=0.0)
    vectors["medical_out_of_pocket_12m"] = np.nan
    row = assess(toy.trained, vectors, None, population(vectors), STANDARDS).table.iloc[0]
    assert "medical_out_of_pocket_12m" in json.loads(row["uncertain"])
    assert "medical_out_of_pocket_12m" not in {r["feature"] for r in json.loads(row["reasons"])}


def test_the_order_of_the_rows_changes_nothing(toy, made):
    shuffled = toy.vectors.sample(frac=1.0, random_state=1).reset_index(drop=True)
    again = assess(toy.trained, shuffled, None, population(toy.vectors), STANDARDS).table
    pd.testing.assert_frame_equal(
        again.sort_values("household_id").reset_index(drop=True), made.table, check_exact=True
    )


def test_one_household_is_assessed_as_in_the_whole_county(toy, made):
    alone = assess(toy.trained, toy.vectors.iloc[[17]], None, population(toy.vectors), STANDARDS).table.iloc[0]
    assert alone.to_dict() == made.table.iloc[17].to_dict()


def test_benefits_drawn_are_not_proposed_as_new(toy):
    vectors = toy.vectors.head(20)
    drawn = {h: ["public_post"] for h in vectors["household_id"]}
    table = assess(toy.trained, vectors, None, population(vectors), STANDARDS, drawn).table
    for text in table["measures"]:
        assert all(s["held"] for s in json.loads(text) if s["measure"] == "public_post")
    for text in table["lowers"]:
        assert all("public_post" not in one["measures"] for one in json.loads(text))


def test_nobody_to_assess_is_said_in_one_sentence(toy):
    with pytest.raises(EmptyPopulationError, match="no household to assess"):
        assess(toy.trained, toy.vectors.head(0), None, population(toy.vectors), STANDARDS)
