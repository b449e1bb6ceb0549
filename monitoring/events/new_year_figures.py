"""The new year's figures: lines, allowances and pensions step in January and are paid by the end of February."""

from datetime import date

from features.text import Text
from monitoring.event import Event


def days(year: int) -> tuple[date, date] | None:
    """From 1 January to the end of February."""
    return date(year, 1, 1), date(year, 2, 28)


EVENT = Event(label=Text(zh="新年度标准调整", en="The new year's figures"), days=days, tables=("benefits", "incomes"))
