"""The Spring Festival: workers come home from a fortnight before it and leave until a month after."""

from datetime import date, timedelta

from features.text import Text
from monitoring.event import Event

NEW_YEAR = {  # first day of the lunar year, as the State Council's holiday notices have it
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 3),
}


def days(year: int) -> tuple[date, date] | None:
    """A fortnight before to six weeks after: wages of the month are reported a month late."""
    day = NEW_YEAR.get(year)
    return None if day is None else (day - timedelta(days=14), day + timedelta(days=42))


EVENT = Event(
    label=Text(zh="春节", en="Spring Festival"),
    days=days,
    tables=("employment_spells", "incomes", "wage_arrears"),
)
