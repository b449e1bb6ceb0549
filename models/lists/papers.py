"""What is kept beside a week's list, so that pages and later weeks need not make it anew.

`<week>/standing.parquet` (every assessed household: its figures, where it stands and, as JSON, its
unchecked alerts), `<week>/evidence.parquet` (`evidence.evidence`), `<week>/causes.parquet` (`models.groups`) and
`<week>/about.json`: capacity, data currency, why the volume changed, the comparison with last week and the
area alarms.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from features.text import Text
from features.whole import write_rows, write_text
from models.lists.currency import Currency
from models.lists.weekly import WeeklyList

STANDING, EVIDENCE, CAUSES, ABOUT = "standing.parquet", "evidence.parquet", "causes.parquet", "about.json"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """What was found out while the list was made; None where there was no earlier week."""

    strip: Sequence[Currency]
    volume: Sequence[Text]
    compared: pd.DataFrame | None
    alarms: pd.DataFrame | None

    def about(self, weekly: WeeklyList) -> dict[str, Any]:
        """As JSON."""
        return {
            "week": weekly.week,
            "as_of": str(weekly.as_of),
            "list_hash": weekly.hash,
            "seed": weekly.seed,
            "capacity": _rows(weekly.capacity),
            "strip": [_strip(one) for one in self.strip],
            "volume": [_words(one) for one in self.volume],
            "compared": None if self.compared is None else _rows(self.compared),
            "alarms": None if self.alarms is None else _rows(self.alarms),
        }

    def write(self, weekly: WeeklyList, causes: pd.DataFrame, folder: Path) -> None:
        """Leave them in `folder`/<week>, each whole or not at all."""
        place = folder / weekly.week
        place.mkdir(parents=True, exist_ok=True)
        write_rows(causes, place / CAUSES)
        write_text(json.dumps(self.about(weekly), ensure_ascii=False, indent=1), place / ABOUT)


def with_unchecked(standing: pd.DataFrame, unchecked: pd.DataFrame) -> pd.DataFrame:
    """The standing with a column `unchecked`: a JSON list of the alerts that could not be checked."""
    names: dict[str, list[str]] = {}
    for household, alert in zip(unchecked["household_id"], unchecked["alert"], strict=True):
        names.setdefault(household, []).append(alert)
    return standing.assign(unchecked=[json.dumps(sorted(names.get(h, []))) for h in standing["household_id"]])


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return json.loads(frame.to_json(orient="records", date_format="iso", force_ascii=False))


def _strip(one: Currency) -> dict[str, Any]:
    days = {name: None if day is None else str(day) for name, day in vars(one).items() if name.endswith("_on")}
    return {"table": one.table, "covered": one.covered, "stale": one.stale, **days, **_words(one.words)}


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
