"""Weeks that are long over: what visits and decisions made of them gives figures, and they are the right ones."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from features.calendar import iso_week, week_end, weeks_before
from monitoring.check import checks
from monitoring.finding import State
from monitoring.settled import settled
from monitoring.verified import recall
from monitoring.week import Week
from tests.monitoring.altered import SUNDAY

OLD = (iso_week(weeks_before(SUNDAY, 57)), iso_week(weeks_before(SUNDAY, 31)))  # a horizon apart, both settled
LATE = iso_week(weeks_before(SUNDAY, 3))
SAID = 0.001  # far too little
PROBABILITY = 0.1


@dataclass(frozen=True)
class Lived:
    """A week with a past, and the households that its last list named, by lane."""

    week: Week
    named: dict[str, list[str]]


def listed(name: str, lanes: dict[str, list[str]]) -> pd.DataFrame:
    rows = [(household, lane) for lane, some in lanes.items() for household in some]
    table = pd.DataFrame(rows, columns=["household_id", "lane"])
    drawn = np.where(table["lane"] == "audit", PROBABILITY, 1.0)
    return table.assign(week=name, as_of=pd.Timestamp(week_end(name)), return_risk=SAID, selection_probability=drawn)


def visited(lanes: dict[str, list[str]], confirmed: dict[str, int]) -> pd.DataFrame:
    """A visit to everybody listed, the first so many of each lane confirmed."""
    day = pd.Timestamp(week_end(LATE) + timedelta(days=5))
    rows = [
        {"household_id": h, "result": "confirmed" if n < confirmed[lane] else "not_confirmed"}
        | {"prompted_by": "audit" if lane == "audit" else "list"}
        for lane, some in lanes.items()
        for n, h in enumerate(some)
    ]
    made = pd.DataFrame(rows).assign(happened_on=day, known_on=day, withdrawn=False, checked_reasons=None)
    return made.assign(record_id=[f"V{n}" for n in range(len(made))], selection_probability=np.nan)


@pytest.fixture(scope="module")
def households(run) -> list[str]:
    return run.households


@pytest.fixture
def lived(tampered, households) -> Lived:
    named = {"model": households[:40], "rule": households[40:80], "audit": households[80:120]}
    visits = visited(named, {"model": 10, "rule": 20, "audit": 2})
    week = tampered("visits", lambda rows: pd.concat([rows, visits], ignore_index=True)[rows.columns])
    for name in (*OLD, LATE):
        folder = week.root / "lists" / name
        folder.mkdir(parents=True)
        listed(name, named).to_parquet(folder.with_suffix(".parquet"))
        standing = pd.DataFrame(
            {"household_id": households, "as_of": pd.Timestamp(week_end(name)), "return_risk": SAID}
        )
        standing.to_parquet(folder / "standing.parquet")
    return Lived(week, named)


def findings(lived: Lived, name: str) -> dict:
    return {f.key: f for f in checks()[name].find(lived.week)}


def test_only_weeks_whose_horizon_is_over_are_looked_at(lived):
    rows = settled(lived.week)
    assert {iso_week(d.date()) for d in rows["as_of"]} == set(OLD)
    assert rows["outcome"].sum() > 20 and rows["outcome"].isin([0, 1]).all()


def test_probabilities_far_too_low_are_called_so_with_the_counts(lived):
    rows, found = settled(lived.week), findings(lived, "calibration_settled")
    for group, one in found.items():
        fell = rows.loc[rows["group"] == group, "outcome"].sum()
        assert one.state is (State.ALARM if fell >= 10 else State.NOT_ESTIMABLE)
        assert f"{fell:.0f}" in one.words.en
    assert State.ALARM in {f.state for f in found.values()}


def test_probabilities_far_too_high_are_called_so_however_few_fell(lived):
    for path in (lived.week.root / "lists").glob("*/standing.parquet"):
        pd.read_parquet(path).iloc[::2].assign(return_risk=0.9).to_parquet(path)
    rows, found = settled(lived.week), findings(lived, "calibration_settled")
    assert rows.groupby("group")["outcome"].sum().min() < 10
    assert {f.state for f in found.values()} == {State.ALARM}


def test_precision_as_verified_is_the_share_that_visits_confirmed(lived):
    found = findings(lived, "list_precision")
    assert found["model"].value == pytest.approx(10 / 40) and found["rule"].value == pytest.approx(20 / 40)
    assert "95 % interval" in found["rule"].words.en


def test_recall_counts_each_audit_by_the_inverse_of_its_probability(lived):
    one = findings(lived, "recall_by_audit")["recall"]
    assert one.value == pytest.approx(30 / (30 + 2 / PROBABILITY)) and one.n == 40


def test_an_audit_that_reached_nobody_is_taken_to_be_like_the_others():
    audits = pd.DataFrame({"lane": "audit", "confirmed": [True, False], "selection_probability": PROBABILITY})
    rule = pd.DataFrame({"lane": "rule", "confirmed": [True, True], "selection_probability": 1.0})
    sizes = pd.Series({"rule": 10.0, "audit": 40.0})  # four were drawn, two of them reached
    assert recall(pd.concat([audits, rule]), sizes) == pytest.approx(10 / (10 + 20))


def test_groups_with_few_falls_are_not_estimable_and_never_called_fair(lived):
    rows, found = settled(lived.week), findings(lived, "fairness_gaps")
    assert State.NOT_ESTIMABLE in {f.state for f in found.values()}
    assert {f.state for f in found.values()} != {State.NOT_ESTIMABLE}, "some group must be estimable"
    assert all(f.n <= len(rows) for f in found.values())
