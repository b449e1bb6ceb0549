"""The autumn harvest: yields, sales and costs of the year come in from September to December."""

from datetime import date

from features.text import Text
from monitoring.event import Event


def days(year: int) -> tuple[date, date] | None:
    """From 1 September to 31 December."""
    return date(year, 9, 1), date(year, 12, 31)


EVENT = Event(
    label=Text(zh="秋收", en="Autumn harvest"),
    days=days,
    tables=("harvests", "production_costs"),
    brings_rows=True,
)
