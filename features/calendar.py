"""The only month and week arithmetic of the project.

A window of `months` as of a date is half-open at its start: it holds the days d with
``months_before(as_of, months) < d <= as_of``.
"""

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """`day` moved by `months` (may be negative); a day the month lacks becomes its last.

    >>> add_months(date(2025, 9, 30), -6)
    datetime.date(2025, 3, 30)
    >>> add_months(date(2025, 3, 31), -1)
    datetime.date(2025, 2, 28)
    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def months_before(as_of: date, months: int) -> date:
    """The last day *outside* the window of `months` that ends with `as_of`.

    The end of a month stays the end of a month, so that a twelve-month window always holds
    twelve month ends and a one-month window exactly one.

    >>> months_before(date(2025, 4, 30), 1)
    datetime.date(2025, 3, 31)
    >>> months_before(date(2025, 6, 15), 12)
    datetime.date(2024, 6, 15)
    """
    moved = add_months(as_of, -months)
    return month_end(moved) if as_of == month_end(as_of) else moved


def month_start(day: date) -> date:
    """The first day of `day`'s month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of `day`'s month.

    >>> month_end(date(2024, 2, 3))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_ends(first: date, last: date) -> list[date]:
    """Every month end from `first`'s month to `last`'s, both included.

    >>> [str(d) for d in month_ends(date(2024, 12, 5), date(2025, 2, 1))]
    ['2024-12-31', '2025-01-31', '2025-02-28']
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return [month_end(add_months(month_start(first), n)) for n in range(months + 1)]


def iso_week(day: date) -> str:
    """The ISO week that names a list, e.g. 2026-W47; the year is the ISO year.

    >>> iso_week(date(2027, 1, 1))
    '2026-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_end(week: str) -> date:
    """The Sunday of an ISO week: the as-of date of that week's list.

    >>> week_end("2026-W47")
    datetime.date(2026, 11, 22)
    """
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 7)


def weeks_before(as_of: date, weeks: int) -> date:
    """`as_of` moved back by whole weeks."""
    return as_of - timedelta(weeks=weeks)
