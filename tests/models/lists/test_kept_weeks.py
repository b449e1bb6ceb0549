"""Lists of the past are read back for what is asked of them, however many there are."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.calendar import iso_week, weeks_before
from models.lists.area_alarm import LATELY
from models.lists.assessed import Assessed
from models.lists.evidence import RISK
from models.lists.found import checks
from models.lists.kept import kept_before
from models.lists.making import Before
from models.lists.memory import settled_alerts, settled_households
from models.lists.papers import EVIDENCE, STANDING
from models.lists.rows import COLUMNS
from tests.models.lists.invented_lists import AS_OF, WEEK, assessments, fired, then, visits

WEEKS = LATELY + 3
VISITED, LAST = weeks_before(AS_OF, 4), weeks_before(AS_OF, 1)
VISITS = "household | happened_on | result | checked"
FIRED = "household | alert\nH1 | job_lost\nH2 | job_lost\nH3 | job_lost"
WITH_WINDOW = FIRED.replace("alert\n", "alert | months\n").replace("lost", "lost | 12")


def keep(folder: Path, weeks_ago: int) -> str:
    """A list of some weeks ago with its papers, of three households."""
    day = weeks_before(AS_OF, weeks_ago)
    name = iso_week(day)
    (folder / name).mkdir(parents=True)
    pd.DataFrame({c: ["x"] for c in COLUMNS}).to_parquet(folder / f"{name}.parquet")
    households = ["H1", "H2", "H3"]
    standing = pd.DataFrame({"household_id": households, "return_risk": weeks_ago / 100, "status": "rule"})
    standing.to_parquet(folder / name / STANDING)
    names = ("job_lost", "income_12m", "return_risk")
    rows = [f"{h} | {day} | {one} | {weeks_ago}" for h in households for one in names]
    then("\n".join(["household | as_of | name | value", *rows])).to_parquet(folder / name / EVIDENCE)
    return name


def remembered(folder: Path, visited: str, alerts: str = FIRED) -> Before:
    """What the lists in `folder` leave to this week's, where all three households have lost a job."""
    return kept_before(folder, WEEK, WEEKS, checks(visits(visited), AS_OF), fired(alerts).table)


def evidence_of(before: Before) -> set[tuple[str, date, str]]:
    rows = zip(before.evidence["household_id"], before.evidence["as_of"].dt.date, before.evidence["name"], strict=True)
    return set(rows)


def test_of_a_year_of_lists_only_what_the_visits_ask_for_is_read(tmp_path):
    for n in range(WEEKS, 0, -1):
        keep(tmp_path, n)
    before = remembered(
        tmp_path,
        f"{VISITS}\nH1 | {VISITED} | not_confirmed | job_lost\nH2 | {VISITED} | not_confirmed | income_12m",
        WITH_WINDOW,
    )
    days = [weeks_before(AS_OF, n) for n in range(1, WEEKS + 1)]
    checked_and_fires = {("H1", day, name) for day in days for name in ("job_lost", "return_risk")}
    on_the_day = {(h, VISITED, name) for h in ("H1", "H2") for name in ("job_lost", "income_12m", "return_risk")}
    assert evidence_of(before) == checked_and_fires | on_the_day
    assert set(before.risk["return_risk"]) == {LATELY / 100}
    assert len(before.last.table) == 1 and isinstance(before.last.listed.source, Path)


def test_a_household_that_was_not_on_the_list_before_its_visit_is_read_from_an_earlier_one(tmp_path):
    for n in (6, 5, 4):
        name = keep(tmp_path, n)
    paper = tmp_path / name / EVIDENCE
    rows = pd.read_parquet(paper)
    rows[rows["household_id"] != "H2"].to_parquet(paper)
    before = remembered(tmp_path, f"{VISITS}\nH2 | {VISITED} | not_confirmed | income_12m")
    assert {day for _, day, _ in evidence_of(before)} == {weeks_before(AS_OF, 5)}


def test_an_alert_without_a_window_is_asked_for_of_everybody_since_it_may_have_ended_for_one(tmp_path):
    keep(tmp_path, 6)
    before = remembered(tmp_path, f"{VISITS}\nH1 | {VISITED} | not_confirmed | job_lost")
    assert {h for h, _, name in evidence_of(before) if name == "job_lost"} == {"H1", "H2", "H3"}


def test_without_visits_and_alerts_nothing_is_asked(tmp_path):
    keep(tmp_path, 1)
    before = kept_before(tmp_path, WEEK, WEEKS, checks(visits(), AS_OF), fired().table)
    assert before.evidence.empty


def test_a_visit_before_the_first_list_asks_for_no_list(tmp_path):
    keep(tmp_path, 1)
    before = remembered(tmp_path, f"{VISITS}\nH2 | {VISITED} | not_confirmed | income_12m")
    assert before.evidence.empty


def test_where_nobody_was_visited_nothing_is_remembered_but_the_list(tmp_path):
    keep(tmp_path, 1)
    before = kept_before(tmp_path, WEEK, WEEKS, checks(visits(), AS_OF), fired(FIRED).table)
    assert before.evidence.empty and len(before.last.table) == 1


def test_of_a_list_without_papers_only_who_was_listed_is_remembered(tmp_path):
    name = keep(tmp_path, 1)
    for paper in (STANDING, EVIDENCE):
        (tmp_path / name / paper).unlink()
    before = remembered(tmp_path, f"{VISITS}\nH1 | {LAST} | not_confirmed | job_lost")
    assert before.evidence.empty and before.risk.empty and len(before.last.table) == 1


def test_the_first_list_remembers_nothing(tmp_path):
    before = remembered(tmp_path, f"{VISITS}\nH1 | {LAST} | not_confirmed | job_lost")
    assert before.last is None and before.risk is None and before.evidence.empty


@pytest.mark.parametrize("seed", range(8))
def test_what_is_read_back_settles_the_same_as_all_that_was_kept(tmp_path, seed):
    """Random visits, alerts and households that come and go: nothing that is left unread would have mattered."""
    draw = np.random.default_rng(seed)
    households, names = [f"H{n}" for n in range(12)], ["job_lost", "debt_overdue", "house_unsafe"]
    lists = [weeks_before(AS_OF, n) for n in range(WEEKS, 0, -1)]
    whole = []
    for day in lists:
        there = [h for h in households if draw.random() < 0.8]
        often = {n: draw.choice([0.1, 0.5]) for n in names}
        stands = [(h, n) for h in there for n in names if draw.random() < often[n]]
        rows = [f"{h} | {day} | {n} | {draw.integers(1, 9)}" for h, n in stands]
        rows += [f"{h} | {day} | {RISK} | {draw.random():.3f}" for h in there]
        rows += [f"{h} | {day} | income_12m | 1" for h in there if draw.random() < 0.5]
        whole.append(then("\n".join(["household | as_of | name | value", *rows])))
        folder = tmp_path / iso_week(day)
        folder.mkdir()
        whole[-1].to_parquet(folder / EVIDENCE)
        pd.DataFrame({c: ["x"] for c in COLUMNS}).to_parquet(tmp_path / f"{iso_week(day)}.parquet")
    went = [
        f"{draw.choice(households)} | {weeks_before(AS_OF, int(draw.integers(1, WEEKS)))} | "
        f"{draw.choice(['not_confirmed', 'changed', 'confirmed'])} | {', '.join(draw.choice(names, 2, replace=False))}"
        for _ in range(40)
    ]
    found = checks(visits("\n".join([VISITS, *went])), AS_OF)
    now = [f"{h} | {n} | {draw.integers(1, 9)} | {draw.choice(['12', ''])}" for h in households for n in names]
    alerts = fired("\n".join(["household | alert | evidence | months", *now])).table
    rows = [f"{h} | T1 | {draw.random():.3f} | income_12m" for h in households]
    assessed = Assessed(assessments("\n".join(["household | township | risk | reasons", *rows])))
    read = kept_before(tmp_path, WEEK, WEEKS, found, alerts).evidence
    every = pd.concat(whole, ignore_index=True)
    assert 0 < len(read) < len(every)
    some = settled_alerts(alerts, found, every)
    assert some.notna().any() and some.isna().any()
    pd.testing.assert_series_equal(settled_alerts(alerts, found, read), some)
    pd.testing.assert_series_equal(
        settled_households(assessed, found, read), settled_households(assessed, found, every)
    )
