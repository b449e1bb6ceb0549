"""Published weeks read back from what is kept of them, so that the next list remembers them."""

from pathlib import Path

import pandas as pd

from features.calendar import week_end
from features.matching import last_on_file, matching
from models.lists.area_alarm import LATELY
from models.lists.evidence import EVIDENCE_COLUMNS, RISK, asked_of_lists
from models.lists.found import last_checked
from models.lists.listed import ListedRows
from models.lists.making import Before
from models.lists.papers import EVIDENCE, STANDING
from models.lists.weekly import WeeklyList

STOOD = ["household_id", "return_risk"]


def kept_before(folder: Path, week: str, weeks: int, found: pd.DataFrame, fired: pd.DataFrame) -> Before:
    """What the last `weeks` published lists before `week` leave to it.

    A province's lists of a year do not fit into memory, so only what is asked of them is read: what they rested on
    for the visits `found` (`found.checks`) and the alerts `fired`, and one week's risk; the last one stays on file.
    """
    names = sorted(p.stem for p in folder.glob("????-W??.parquet") if p.stem < week)[-weeks:]
    if not names:
        return Before()
    return Before(_last(folder, names[-1]), _risk(folder, names[-LATELY:][0]), _evidence(folder, names, found, fired))


def _last(folder: Path, name: str) -> WeeklyList:
    return WeeklyList(
        week=name,
        as_of=week_end(name),
        listed=ListedRows(folder / f"{name}.parquet"),
        standing=pd.DataFrame(columns=STOOD),
        capacity=pd.DataFrame(columns=["township_code", "visits", "assumed", "seats"]),
        unchecked=pd.DataFrame(columns=["household_id", "as_of", "alert"]),
        seed=0,
    )


def _risk(folder: Path, name: str) -> pd.DataFrame:
    """Everybody's risk in a week; of a list without papers nobody's."""
    path = folder / name / STANDING
    return pd.read_parquet(path, columns=STOOD) if path.is_file() else pd.DataFrame(columns=STOOD)


def _evidence(folder: Path, names: list[str], found: pd.DataFrame, fired: pd.DataFrame) -> pd.DataFrame:
    """What the lists rested on, as far as it is asked for; a list whose papers are lost rested on nothing."""
    papers = [folder / name / EVIDENCE for name in names]
    before_visits = last_on_file(papers, last_checked(found)[["household_id", "on"]], RISK)
    rows = matching(papers, EVIDENCE_COLUMNS, [before_visits, *asked_of_lists(found, fired)])
    return rows.astype({"as_of": "datetime64[us]"})
