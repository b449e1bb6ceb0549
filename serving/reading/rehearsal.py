"""What if the monitoring line were another: who would come below it with today's incomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from features.errors import UnreadableError

INCOME = "net_income_per_head_12m"
LEAST, MOST = 1000.0, 100_000.0  # CNY a year; beyond that somebody mistyped


@dataclass(frozen=True)
class Rehearsal:
    """Households by township: below the line in force, below the other line, newly below it and not monitored."""

    line_now: float
    line: float
    rows: pd.DataFrame
    unknown: int

    @property
    def entering(self) -> int:
        """Households that would newly come below."""
        return int(self.rows["entering"].sum())

    @property
    def leaving(self) -> int:
        """Households that would no longer be below."""
        return int(self.rows["leaving"].sum())


def line_of(text: str) -> float | None:
    """The line that was asked for, None for none; raises UnreadableError for what is no amount.

    >>> line_of(" 9,000 "), line_of("")
    (9000.0, None)
    """
    plain = text.replace(",", "").replace("，", "").strip()[:12]
    if not plain:
        return None
    try:
        line = float(plain)
    except ValueError:
        line = float("nan")
    if not LEAST <= line <= MOST:
        raise UnreadableError(
            f"请填写一年的金额，{LEAST:,.0f}至{MOST:,.0f}元",
            f"write an amount a year, CNY {LEAST:,.0f} to {MOST:,.0f}",
        )
    return line


def incomes(path: Path, households: Sequence[str]) -> pd.DataFrame:
    """household_id, village_code, INCOME (CNY a head) and the line in force, from one file of vectors."""
    columns = ["household_id", "village_code", INCOME, "monitoring_line"]
    frame = pd.read_parquet(path, columns=columns)
    return frame[frame["household_id"].isin(set(households))]


def rehearse(frame: pd.DataFrame, line: float, monitored: Sequence[str]) -> Rehearsal:
    """`frame` as of `incomes`; the new line holds everywhere. Households of unknown income are counted apart."""
    known = frame[frame[INCOME].notna()]
    now, then = known[INCOME] < known["monitoring_line"], known[INCOME] < line
    followed = known["household_id"].isin(set(monitored))
    rows = pd.DataFrame(
        {
            "township_code": known["village_code"].str[:9] + "000",
            "below_now": now,
            "below_then": then,
            "entering": then & ~now,
            "entering_monitored": then & ~now & followed,
            "leaving": now & ~then,
        }
    )
    counted = rows.groupby("township_code").sum().reset_index()
    return Rehearsal(float(frame["monitoring_line"].median()), line, counted, int(frame[INCOME].isna().sum()))
