"""A published week read back from what is kept of it, so that the next list remembers it."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from features.calendar import week_end
from models.firing import COLUMNS as FIRED
from models.firing import Fired
from models.lists import memory
from models.lists.area_alarm import LATELY
from models.lists.assessed import TEXTS, Assessed
from models.lists.making import Week
from models.lists.papers import EVIDENCE, STANDING
from models.lists.weekly import COLUMNS, WeeklyList

STOOD = ["household_id", "return_risk"]
COMPARED = [name for name in COLUMNS if name not in TEXTS]


def kept_weeks(folder: Path, before: str, weeks: int, visited: Collection[str]) -> list[Week]:
    """The last `weeks` published weeks before the week `before`, oldest first.

    A province's lists of a year do not fit into memory, so only what is asked of them is read: what the lists rested
    on of the `visited` households, the risk of the last `LATELY` weeks, and the table of the last one without its long
    texts.
    """
    names = sorted(p.stem for p in folder.glob("????-W??.parquet") if p.stem < before)[-weeks:]
    return [_kept(folder, name, visited, names) for name in names]


def _kept(folder: Path, name: str, visited: Collection[str], names: list[str]) -> Week:
    """The week `name`; of a list without papers only who was listed is remembered."""
    of_visited = [("household_id", "in", list(visited))] if visited else None
    evidence = _read(folder / name / EVIDENCE if visited else None, memory.EVIDENCE_COLUMNS, of_visited)
    standing = _read(folder / name / STANDING if name in names[-LATELY:] else None, STOOD)
    nothing = pd.DataFrame(columns=["household_id", "as_of", "alert"])
    weekly = WeeklyList(
        week=name,
        as_of=week_end(name),
        table=_read(folder / f"{name}.parquet" if name == names[-1] else None, COMPARED),
        standing=standing,
        capacity=pd.DataFrame(columns=["township_code", "visits", "assumed", "seats"]),
        unchecked=nothing,
        seed=0,
    )
    return Week(Assessed(standing), Fired(pd.DataFrame(columns=list(FIRED)), nothing, nothing), weekly, kept=evidence)


def _read(path: Path | None, columns: list[str], filters: list | None = None) -> pd.DataFrame:
    """The columns of a file, of the rows that `filters` keep; no row where there is none or it is not asked for."""
    if path is None or not path.is_file():
        return pd.DataFrame(columns=columns)
    return pd.read_parquet(path, columns=columns, filters=filters)
