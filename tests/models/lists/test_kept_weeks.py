"""Lists of the past are read back for what is asked of them, however many there are."""

from pathlib import Path

import pandas as pd

from features.calendar import iso_week, weeks_before
from models.lists.area_alarm import LATELY
from models.lists.kept import kept_weeks
from models.lists.papers import EVIDENCE, STANDING
from models.lists.weekly import COLUMNS
from tests.models.lists.invented_lists import AS_OF, WEEK, then

WEEKS = LATELY + 3


def keep(folder: Path, weeks_ago: int) -> str:
    """A list of some weeks ago with its papers, of two households."""
    name = iso_week(weeks_before(AS_OF, weeks_ago))
    (folder / name).mkdir(parents=True)
    pd.DataFrame({c: ["x"] for c in COLUMNS}).to_parquet(folder / f"{name}.parquet")
    standing = pd.DataFrame({"household_id": ["H1", "H2"], "return_risk": [0.1, 0.2], "status": ["rule", "model"]})
    standing.to_parquet(folder / name / STANDING)
    day = weeks_before(AS_OF, weeks_ago)
    rested = then(f"household | as_of | name | value\nH1 | {day} | job_lost | 1\nH2 | {day} | job_lost | 1")
    rested.to_parquet(folder / name / EVIDENCE)
    return name


def test_of_a_year_of_lists_only_the_visited_the_recent_risk_and_the_last_table_are_read(tmp_path):
    names = [keep(tmp_path, n) for n in range(WEEKS, 0, -1)]
    weeks = kept_weeks(tmp_path, WEEK, WEEKS, {"H1"})
    assert [w.weekly.week for w in weeks] == names
    assert all(w.evidence["household_id"].tolist() == ["H1"] for w in weeks)
    assert [len(w.assessments.figures) for w in weeks] == [0, 0, 0] + LATELY * [2]
    assert [len(w.weekly.table) for w in weeks] == (WEEKS - 1) * [0] + [1]


def test_where_nobody_was_visited_nothing_is_remembered(tmp_path):
    keep(tmp_path, 1)
    (week,) = kept_weeks(tmp_path, WEEK, WEEKS, set())
    assert week.evidence.empty and len(week.weekly.table) == 1


def test_of_a_list_without_papers_only_who_was_listed_is_remembered(tmp_path):
    name = keep(tmp_path, 1)
    for paper in (STANDING, EVIDENCE):
        (tmp_path / name / paper).unlink()
    (week,) = kept_weeks(tmp_path, WEEK, WEEKS, {"H1"})
    assert week.evidence.empty and week.assessments.figures.empty and len(week.weekly.table) == 1
