"""The lists of a run's weeks, oldest first, so that each remembers those before."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from features.holdings import Holdings
from features.progress import track
from models.lists.making import Week, make_week, write_week
from models.lists.weekly import WeeklyList
from models.trained import Trained


def make_lists(held: Holdings, trained: Trained, dates: list[date], folder: Path) -> dict[date, Week]:
    """The lists of `dates`, oldest first; each as Parquet and as a workbook in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[date, Week] = {}
    for as_of in track(dates, "Lists 每周名单"):
        before = list(made.values())
        made[as_of] = make_week(held, trained, as_of, before)
        write_week(held, made[as_of], folder)
    return made


def reasons_per_household(weekly: WeeklyList) -> dict[str, Any]:
    """How many reasons the listed households have: mean, fewest, how many have none; over all, and by lane."""
    listed = weekly.listed.columns(["reasons", "lane"])
    counts = listed["reasons"].map(lambda text: len(json.loads(text)))
    by_lane = counts.groupby(listed["lane"])
    return _counted(counts) | {"by_lane": {str(lane): _counted(some) for lane, some in by_lane}}


def _counted(counts: pd.Series) -> dict[str, float | int | None]:
    if counts.empty:
        return {"mean": None, "fewest": None, "without": 0, "listed": 0}
    return {
        "mean": float(counts.mean()),
        "fewest": int(counts.min()),
        "without": int((counts == 0).sum()),
        "listed": len(counts),
    }
