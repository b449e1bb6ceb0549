"""The one assessor behind pages, REST and native endpoints: the champion, reloaded when another is promoted."""

import json
import threading
from datetime import date
from typing import Any

import pandas as pd

from features.errors import NotThereError, PovertyRiskError, UnavailableError
from features.holdings import Holdings
from models.assess import assess
from models.trained import Trained
from serving.run import Run


class Assessor:
    """The trained model in use.

    Every request asks `trained`; when champion.json names another folder, that one is loaded beside the
    old one, which serves until the new one stands. A folder that is damaged or was fitted on other
    features is refused and noted in `refused`; the old one keeps serving.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.refused: str | None = None
        self._tried = ""
        self._trained: Trained | None = None
        self._loading = threading.Lock()

    def trained(self) -> Trained:
        """The model in use; raises UnavailableError if there is none."""
        self._reload()
        if self._trained is None:
            raise UnavailableError(
                "没有可用的模型，请先运行make demo或启用一个模型", "no model is in use; run make demo, or promote one"
            )
        return self._trained

    def known(self, household_id: str, as_of: date | None = None) -> dict[str, Any]:
        """The assessment of a household of the records as of a day with vectors (None: the latest).

        The caller's right to the household is checked before. Raises NotThereError.
        """
        held = self._held()
        day = as_of or max(held.vectors.dates)
        if day not in held.vectors.dates:
            raise NotThereError(
                f"没有{day}的数据；最近一期是{max(held.vectors.dates)}",
                f"there are no vectors of {day}; the latest are of {max(held.vectors.dates)}",
            )
        vectors = held.vectors.read([day])
        mine = vectors[vectors["household_id"] == household_id]
        if mine.empty:
            raise NotThereError("该日没有此户的数据", "nothing is known of that household on that day")
        people = held.population[held.population["as_of"] == pd.Timestamp(day)]
        return plain(assess(self.trained(), mine, None, people, held.standards).table.iloc[0])

    def _held(self) -> Holdings:
        return Holdings.open(self.run.root)

    def _reload(self) -> None:
        try:
            named = self.run.champion_folder()
        except PovertyRiskError as error:
            self.refused = str(error)
            return
        if named.name == self._tried or not self._loading.acquire(blocking=self._trained is None):
            return
        try:
            if named.name != self._tried:
                self._trained, self.refused = Trained.load(named), None
        except PovertyRiskError as error:
            self.refused = str(error)
        finally:
            self._tried = named.name
            self._loading.release()


JSON_LISTS = ("missing", "reasons", "uncertain", "lowers", "measures")


def plain(row: pd.Series) -> dict[str, Any]:
    """A row of assessments as JSON knows it."""
    made = {name: value.item() if hasattr(value, "item") else value for name, value in row.items()}
    made["as_of"] = str(pd.Timestamp(row["as_of"]).date())
    return {str(k): json.loads(v) if k in JSON_LISTS else v for k, v in made.items()}
