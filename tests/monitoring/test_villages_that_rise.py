"""A village whose households rise together is told; how surely decides between a notice and an alarm."""

import json
import shutil

import pandas as pd
import pytest

from features.calendar import iso_week, month_end, weeks_before
from features.theme import Theme
from features.vector import Vectors, model_matrix
from models.lists.area_alarm import LATELY
from monitoring.check import checks
from monitoring.finding import State
from monitoring.week import Week
from tests.monitoring.altered import SUNDAY


@pytest.fixture(scope="module")
def then(run):
    """Everybody's risk of a quarter ago, by household, with the village."""
    known = month_end(weeks_before(SUNDAY, 13))
    rows = pd.concat(run.week.held_on(known).pieces(known), ignore_index=True)
    risk = run.week.trained.risk.probability(model_matrix(rows))
    return rows[["household_id", "village_code"]].assign(return_risk=risk)


def told(run, root, then, risen, linked=("records", "vectors", "model", "monitoring")):
    """What is found of a village of which so many households' risk doubled; all others stayed as they were."""
    village = then["village_code"].value_counts().index[0]
    rows = then.assign(as_of=pd.Timestamp(SUNDAY), reasons=json.dumps([{"theme": Theme.HOUSING.value}]))
    these = rows.index[rows["village_code"] == village][:risen]
    rows.loc[these, "return_risk"] *= 2
    rows.loc[these, "reasons"] = json.dumps([{"theme": Theme.MEDICAL.value}])
    for name in linked:
        (root / name).symlink_to(run.root / name)
    rows.to_parquet(root / "assessments.parquet")
    return {f.key: f for f in checks()["area_rises"].find(Week(root, SUNDAY))}, village


def found(run, root, then, risen):
    """The states of what is found."""
    findings, village = told(run, root, then, risen)
    return {key: finding.state for key, finding in findings.items()}, village


def test_nothing_is_told_of_villages_that_stayed(run, tmp_path, then):
    states, _ = found(run, tmp_path, then, risen=0)
    assert states == {"villages": State.QUIET}


def test_a_village_that_rose_as_a_whole_is_an_alarm(run, tmp_path, then):
    states, village = found(run, tmp_path, then, risen=12)
    assert states == {village: State.ALARM}


def test_it_is_told_what_the_households_that_rose_have_in_common(run, tmp_path, then):
    findings, village = told(run, tmp_path, then, risen=12)
    assert f"mostly about {Theme.MEDICAL.label.en.lower()}" in findings[village].words.en


def test_the_vectors_of_a_week_in_the_making_are_not_built_again(run, tmp_path, then):
    known, made = month_end(weeks_before(SUNDAY, 13)), tmp_path / "weeks" / iso_week(SUNDAY) / "vectors"
    shutil.copytree(run.week.held_on(known).folder, made)
    Vectors(made).path(known).rename(Vectors(made).path(weeks_before(SUNDAY, LATELY)))
    findings, _ = told(run, tmp_path, then, risen=0, linked=["model"])  # without records nothing could be built
    assert findings["villages"].state is State.QUIET


def test_a_county_without_assessments_says_so(run):
    (finding,) = checks()["area_rises"].find(run.week)
    assert finding.state is State.NOT_ESTIMABLE
