"""Enrolment in the residents' medical insurance: most of the year's rows come around the turn of the year."""

from datetime import date

from features.text import Text
from monitoring.event import Event


def days(year: int) -> tuple[date, date] | None:
    """From 1 September to the end of February, when late enrolment closes."""
    return date(year, 9, 1), date(year + 1, 2, 28)


EVENT = Event(
    label=Text(zh="城乡居民医保集中参保期", en="Enrolment in medical insurance"),
    days=days,
    tables=("insurance_enrolments",),
    brings_rows=True,
)
