"""The data-currency strip: up to which day each department's records reach, and whether a feed has gone stale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from features.coverage import Covered
from features.table import Table, tables
from features.text import Text

LATE = 2  # a feed is stale after twice its usual pause (as in `features.coverage`)


@dataclass(frozen=True)
class Currency:
    """One table on the strip; `happened_on` and `known_on` are None when nothing ever came."""

    table: str
    happened_on: date | None
    known_on: date | None
    covered: bool
    stale: bool

    @property
    def words(self) -> Text:
        """As it stands on the strip.

        >>> Currency("incomes", date(2026, 10, 31), date(2026, 11, 8), True, False).words.zh
        '收入 至2026-10-31'
        """
        label = tables()[self.table].label
        if self.happened_on is None:
            return Text(zh=f"{label.zh} 从未送达", en=f"{label.en}: never sent")
        mark = Text(zh="（已停更！）", en=" (STALE)") if self.stale else None
        return Text(
            zh=f"{label.zh} 至{self.happened_on}{mark.zh if mark else ''}",
            en=f"{label.en} to {self.happened_on}{mark.en if mark else ''}",
        )


def columns_read() -> frozenset[str]:
    """The columns of the vectors that the strip is made of."""
    return frozenset(f"{name}__{day}" for name in tables() for day in ("happened_on", "known_on"))


def currency(vectors: pd.DataFrame, coverage: Sequence[Covered], as_of: date) -> list[Currency]:
    """One entry per record table behind the vectors that the source covers, by department and table.

    The days are the latest that any household of `vectors` has; `vectors` are of one date.
    """
    covered = {c.table for c in coverage}
    behind = [n for n in tables() if f"{n}__known_on" in vectors]
    behind.sort(key=lambda name: (tables()[name].department.value, name))
    return [_of(tables()[n], vectors, coverage, as_of) for n in behind if n in covered]


def _of(contract: Table, vectors: pd.DataFrame, coverage: Sequence[Covered], as_of: date) -> Currency:
    happened, known = (_latest(vectors[f"{contract.name}__{day}"]) for day in ("happened_on", "known_on"))
    runs = any(c.table == contract.name and (c.last_on is None or c.last_on >= as_of) for c in coverage)
    return Currency(contract.name, happened, known, runs, not runs or _late(contract, known, as_of))


def _latest(days: pd.Series) -> date | None:
    last = pd.to_datetime(days).max()
    return None if pd.isna(last) else last.date()


def _late(contract: Table, known: date | None, as_of: date) -> bool:
    if contract.sent_every_days is None:  # sent only when something happens: silence says nothing
        return False
    return known is None or (as_of - known).days > LATE * contract.sent_every_days
