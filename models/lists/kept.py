"""A published week read back from what is kept of it, so that the next list remembers it."""

from pathlib import Path

import pandas as pd

from features.calendar import week_end
from models.firing import COLUMNS as FIRED
from models.firing import Fired
from models.lists import memory
from models.lists.making import Week
from models.lists.papers import EVIDENCE, STANDING
from models.lists.weekly import WeeklyList

STOOD = ["household_id", "return_risk"]


def kept_week(folder: Path, name: str) -> Week:
    """The week `name` whose list lies in `folder`; of a list without papers only who was listed is remembered."""
    table = pd.read_parquet(folder / f"{name}.parquet")
    evidence = _read(folder / name / EVIDENCE, memory.EVIDENCE_COLUMNS)
    standing = _read(folder / name / STANDING, STOOD)
    nothing = pd.DataFrame(columns=["household_id", "as_of", "alert"])
    weekly = WeeklyList(
        week=name,
        as_of=week_end(name),
        table=table,
        standing=standing,
        capacity=pd.DataFrame(columns=["township_code", "visits", "assumed", "seats"]),
        unchecked=nothing,
        seed=0,
    )
    return Week(standing, Fired(pd.DataFrame(columns=list(FIRED)), nothing, nothing), weekly, kept=evidence)


def kept_weeks(folder: Path, before: str, weeks: int) -> list[Week]:
    """The last `weeks` published weeks before the week `before`, oldest first."""
    names = sorted(p.stem for p in folder.glob("????-W??.parquet") if p.stem < before)
    return [kept_week(folder, name) for name in names[-weeks:]]


def _read(path: Path, columns: list[str]) -> pd.DataFrame:
    return pd.read_parquet(path) if path.is_file() else pd.DataFrame(columns=columns)
