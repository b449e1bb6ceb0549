"""The panel's own monitoring line: 60 % of the person-weighted median income per adult equivalent of the quarter."""

from pathlib import Path

import duckdb

from features.calendar import add_months, month_start
from features.errors import SourceError

SHARE_OF_MEDIAN = 0.6
_MEDIANS = """
    WITH ranked AS (
        SELECT seen_on, ITF / adults AS each, PONDERA * persons AS weight,
            sum(PONDERA * persons) OVER (PARTITION BY seen_on ORDER BY ITF / adults, household_id) AS below
        FROM linked WHERE income_known
    ), totals AS (SELECT seen_on, sum(weight) AS total FROM ranked GROUP BY seen_on)
    SELECT seen_on, min(each) AS median
    FROM ranked JOIN totals USING (seen_on) WHERE below >= total / 2 GROUP BY seen_on ORDER BY seen_on
"""
_PASTS = f"""
    WITH medians AS ({_MEDIANS}),
        found AS (SELECT household_id, seen_on, income_known AND ITF / adults < {SHARE_OF_MEDIAN} * median AS poor
            FROM linked JOIN medians USING (seen_on)),
        pasts AS (SELECT household_id, seen_on, bool_or(poor) OVER earlier AS formerly_poor FROM found
            WINDOW earlier AS (PARTITION BY household_id ORDER BY seen_on
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
    SELECT *, lag(seen_on) OVER one IS NULL
        OR formerly_poor IS DISTINCT FROM lag(formerly_poor) OVER one AS past_changed
    FROM pasts WINDOW one AS (PARTITION BY household_id ORDER BY seen_on)
"""
_HEADING = """title_zh = "相对贫困线（阿根廷住户调查，比索）"
title_en = "Relative line (Argentine household survey, pesos)"
unit = "pesos per adult equivalent and year"
"""
_FIGURE = """
[[figure]]
area = "98"
from = {first}
to = {last}
amount = {amount:.4f}
document = "60 % of the person-weighted median of monthly household income (ITF) per adult equivalent in the \
survey's own quarter, times twelve; our choice, not an official line of Argentina"
unofficial = true
"""


def write_line(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `monitoring_line.toml` into `folder`: one figure per quarter, pesos per adult equivalent and year.

    Raises SourceError if a quarter's median income is zero or unknown.
    """
    medians = connection.execute(_MEDIANS).fetchall()
    known = {day for day, median in medians if median > 0}
    for (day,) in connection.execute("SELECT DISTINCT seen_on FROM linked ORDER BY seen_on").fetchall():
        if day not in known:
            raise SourceError(f"household_*.parquet: no income is known in the quarter that ends {day}; leave it out")
    figures = [
        _FIGURE.format(first=add_months(month_start(day), -2), last=day, amount=12 * SHARE_OF_MEDIAN * median)
        for day, median in medians
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "monitoring_line.toml").write_text(_HEADING + "".join(figures), encoding="utf-8")


def look_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `pasts`: for every visit, whether an earlier one found the household poor.

    `formerly_poor` is empty at the first visit; `past_changed` marks the visits at which it is news.
    """
    connection.execute(f"CREATE TEMP TABLE pasts AS {_PASTS}")
