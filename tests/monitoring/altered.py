"""An invented county whose last week was tampered with: what departments do wrong, planted for the checks."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from features.records import Records

SUNDAY = date(2026, 3, 29)  # nothing is planted by the county itself before April
Change = Callable[[pd.DataFrame], pd.DataFrame]


def batch_rows(records: Records, table: str) -> pd.DataFrame:
    """Every row of a table, as it was written."""
    rows = pd.concat([pd.read_parquet(p) for p in records.batches(table)], ignore_index=True)
    return rows.assign(happened_on=pd.to_datetime(rows["happened_on"]), known_on=pd.to_datetime(rows["known_on"]))


def last_week(rows: pd.DataFrame) -> pd.Series:
    """Which rows came in during the week that ends on `SUNDAY`."""
    sunday = pd.Timestamp(SUNDAY)
    return (rows["known_on"] > sunday - timedelta(days=7)) & (rows["known_on"] <= sunday)


def altered(records: Records, root: Path, table: str, change: Change) -> Records:
    """A copy of a store in which `change` was made to the rows of one table; the rest is linked."""
    for path in sorted(records.root.rglob("*")):
        target = root / path.relative_to(records.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.parent.name != table and not target.exists():
            target.symlink_to(path)
    made = Records(root)
    rows = change(batch_rows(records, table))
    dates = [c for c in rows if c.endswith("_on")]
    made.append(table, rows.assign(**{c: pd.to_datetime(rows[c]).dt.date.where(rows[c].notna(), None) for c in dates}))
    return made
