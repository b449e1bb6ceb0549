"""School begins in September: fees are paid and students are entered until the end of October."""

from datetime import date

from features.text import Text
from monitoring.event import Event


def days(year: int) -> tuple[date, date] | None:
    """From 20 August to 31 October."""
    return date(year, 8, 20), date(year, 10, 31)


EVENT = Event(
    label=Text(zh="秋季开学缴费", en="School fees of September"),
    days=days,
    tables=("schooling", "loans"),
    brings_rows=True,
)
