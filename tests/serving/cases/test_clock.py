"""The clocks: working days with their holidays, and how a due day is said."""

from datetime import date

import pytest

from features.standard import Standards
from serving.cases.clock import Calendar, Due

COUNTY = "990101000000"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar(Standards.load(), COUNTY)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2026-11-20", True),  # a Friday
        ("2026-11-21", False),  # a Saturday
        ("2026-10-01", False),  # the National Day, a Thursday
        ("2026-10-10", True),  # a Saturday that is worked instead
        ("2026-02-23", False),  # the last day of the Spring Festival, a Monday
        ("2027-01-04", True),  # a year whose notice is not out yet: an ordinary Monday
    ],
)
def test_a_day_counts_unless_it_is_a_weekend_or_a_holiday(calendar: Calendar, day: str, counts: bool):
    assert calendar.is_working(date.fromisoformat(day)) is counts


def test_fifteen_working_days_over_the_national_day_take_until_the_end_of_october(calendar: Calendar):
    assert calendar.after(date(2026, 9, 30), "") == date(2026, 10, 27)


def test_a_calendar_clock_counts_every_day(calendar: Calendar):
    assert calendar.after(date(2026, 9, 30), "help", working=False) == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("due_on", "due", "words"),
    [
        (date(2026, 11, 30), Due.IN_TIME, "还剩5个工作日"),
        (date(2026, 11, 24), Due.SOON, "还剩1个工作日"),
        (date(2026, 11, 23), Due.SOON, "今天到期"),
        (date(2026, 11, 20), Due.OVERDUE, "已超期1个工作日"),
    ],
)
def test_a_due_day_is_said_in_words(calendar: Calendar, due_on: date, due: Due, words: str):
    monday = date(2026, 11, 23)
    assert (calendar.due(due_on, monday), calendar.words(due_on, monday).zh) == (due, words)


def test_a_county_may_bring_its_own_clock(tmp_path):
    (tmp_path / "procedure_days.toml").write_text(
        'title_zh = "时限"\ntitle_en = "Clock"\nunit = "days"\n'
        '[[figure]]\nfrom = 2000-01-01\namount = 20.0\ndocument = "海南：20个工作日"\n',
        encoding="utf-8",
    )
    own = Calendar(Standards.load(tmp_path), COUNTY)
    assert own.after(date(2026, 11, 2), "") == date(2026, 11, 30)
