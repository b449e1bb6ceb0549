"""A village whose households rise together is told; how surely decides between a notice and an alarm."""

import pandas as pd
import pytest

from features.calendar import month_end, weeks_before
from features.vector import model_matrix
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


def found(run, root, then, risen):
    """What is found of a village of which so many households' risk doubled; all others stayed as they were."""
    village = then["village_code"].value_counts().index[0]
    rows = then.assign(as_of=pd.Timestamp(SUNDAY), reasons="[]")
    rows.loc[rows.index[rows["village_code"] == village][:risen], "return_risk"] *= 2
    for name in ("records", "vectors", "model", "monitoring"):
        (root / name).symlink_to(run.root / name)
    rows.to_parquet(root / "assessments.parquet")
    return {f.key: f.state for f in checks()["area_rises"].find(Week(root, SUNDAY))}, village


def test_nothing_is_told_of_villages_that_stayed(run, tmp_path, then):
    states, _ = found(run, tmp_path, then, risen=0)
    assert states == {"villages": State.QUIET}


def test_a_village_that_rose_as_a_whole_is_an_alarm(run, tmp_path, then):
    states, village = found(run, tmp_path, then, risen=12)
    assert states == {village: State.ALARM}


def test_a_county_without_assessments_says_so(run):
    (finding,) = checks()["area_rises"].find(run.week)
    assert finding.state is State.NOT_ESTIMABLE
