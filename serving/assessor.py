"""The one assessor behind pages, REST and native endpoints: the champion, reloaded when another is promoted."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from features.by_household import rows_of
from features.errors import NotThereError, PovertyRiskError, UnavailableError, UnreadableError
from features.feature import features
from features.holdings import POPULATION, VECTORS, Holdings
from features.population import population
from features.scope import Scope
from features.vector import Vectors, build_vectors, model_matrix
from features.whole import alone
from models.assess import assess, numbers
from models.drawn import drawn
from models.lists.assessing import earlier_than
from models.sufficiency import sufficiency
from models.trained import Trained
from serving.posted import Posted, posted_vectors
from serving.request_record import RequestRecord
from serving.run import Run


@dataclass(frozen=True)
class Assessed:
    """Assessments (`models.assess.COLUMNS`), the vectors they were made from in the same order, and the model."""

    trained: Trained
    vectors: pd.DataFrame
    table: pd.DataFrame

    @property
    def unknown(self) -> list[str]:
        """The model's features that the first household's vector does not know."""
        row = self.vectors.iloc[0]
        return [name for name in self.trained.risk.names if pd.isna(row[name])]

    def contributions(self) -> tuple[pd.Series, float]:
        """The exact contributions to the first household's raw score, and their base."""
        matrix = model_matrix(self.vectors.iloc[:1], self.trained.risk.names)
        values, base = self.trained.risk.contributions(matrix)
        return values.iloc[0], base


DRAWN = ("benefits", "help_given")
OLDEST = timedelta(days=3 * 366)  # how far back a household is assessed on request


class Assessor:
    """The trained model in use, and the vectors it is asked about.

    Every request asks `trained`; when champion.json names another folder, that one is loaded beside the
    old one, which serves until the new one stands. A folder that is damaged or was fitted on other
    features is refused and said in `refused`; the old one keeps serving.
    """

    def __init__(self, run: Run, made: Path, record: RequestRecord, today: Callable[[], date] = date.today) -> None:
        self.run, self.record, self.today = run, record, today
        self.made = made  # vectors that are made on request are kept here
        self.refused: str | None = None
        self._tried = ""
        self._trained: Trained | None = None
        self._held: tuple[tuple[int, ...], Holdings] | None = None
        self._loading = threading.Lock()

    def trained(self) -> Trained:
        """The model in use; raises UnavailableError if there is none."""
        self._reload()
        if self._trained is None:
            raise UnavailableError(
                "没有可用的模型，请先运行make demo或启用一个模型", "no model is in use; run make demo, or promote one"
            )
        return self._trained

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

    def held(self) -> Holdings:
        """Records, vectors and figures of the run, read anew when the weekly run has left others."""
        state = tuple((self.run.root / name).stat().st_mtime_ns for name in (POPULATION, f"{VECTORS}/vectors.json"))
        known = self._held
        if known is None or known[0] != state:
            known = self._held = (state, Holdings.open(self.run.root))
        return known[1]

    def latest(self) -> date:
        """The latest day there are vectors of."""
        return max(self.held().vectors.dates)

    def known(self, households: Sequence[str], day: date, area_code: str) -> Assessed:
        """Assessments of households of the records as of `day`; those that did not exist then are left out.

        The caller's right to them is checked before; `area_code` is a village they have in common (the first).
        What the weekly run assessed with the same model is not assessed again. Without vectors of the day,
        those of its township are made. Raises NotThereError when none existed.
        """
        held, trained = self.held(), self.trained()
        mine = self._vectors(held, households, day, area_code)
        table = self._published(held, trained, mine, day)
        if table is None:
            table = self._assess(held, trained, mine, day, area_code)
        return self._noted(Assessed(trained, mine, table), "known")

    def _published(self, held: Holdings, trained: Trained, mine: pd.DataFrame, day: date) -> pd.DataFrame | None:
        """Assessments of the weekly run; None unless they are of that day, by this model and these figures."""
        rows = self.run.assessed(list(mine["household_id"])).to_pandas()
        manifest = trained.manifest
        made_by = {"model_id": manifest.model_id, "fingerprint": manifest.fingerprint}
        same = made_by | {"policy_version": held.standards.version, "as_of": pd.Timestamp(day)}
        whole = list(rows["household_id"]) == list(mine["household_id"])
        return rows if whole and all((rows[name] == value).all() for name, value in same.items()) else None

    def _assess(self, held: Holdings, trained: Trained, mine: pd.DataFrame, day: date, area_code: str) -> pd.DataFrame:
        households, before = list(mine["household_id"]), earlier_than(day)
        earlier = _of(held.vectors, before, households) if before in held.vectors.dates else None
        benefits = drawn(*_drawn_by(held, households, day, area_code), day)
        people = _people(held, day, area_code)
        return assess(trained, mine, earlier, people, held.standards, benefits=benefits).table

    def numbers(self, households: Sequence[str], day: date, area_code: str) -> pd.DataFrame:
        """As `known` without reasons: the numbers, `sufficient`, `model_id` and `fingerprint` of each household."""
        held, trained = self.held(), self.trained()
        vectors = self._vectors(held, households, day, area_code)
        table = self._published(held, trained, vectors, day)
        if table is None:
            table = self._numbers(trained, vectors)
        self.record.add(vectors, table, asked_by="known", today=self.today())
        return table

    def _numbers(self, trained: Trained, vectors: pd.DataFrame) -> pd.DataFrame:
        matrix = model_matrix(vectors, [n for n in features() if n in {*trained.index.names, *trained.risk.names}])
        enough = sufficiency(trained.risk, vectors, matrix, trained.manifest.reference).sufficient
        return numbers(trained, vectors, matrix).assign(
            sufficient=enough, model_id=trained.manifest.model_id, fingerprint=trained.manifest.fingerprint
        )

    def _vectors(self, held: Holdings, households: Sequence[str], day: date, area_code: str) -> pd.DataFrame:
        made = day in held.vectors.dates
        mine = _of(held.vectors, day, households) if made else self._make(held, households, day, area_code)
        if mine.empty:
            raise NotThereError("该日没有此户的记录", "nothing is on record of that household on that day")
        return mine

    def posted(self, posted: Posted) -> Assessed:
        """Assessments of households of whom a caller states the records; nothing of them is kept."""
        held = self.held()
        vectors, people, benefits = posted_vectors(held, posted)
        trained = self.trained()
        made = assess(trained, vectors, None, people, held.standards, benefits=benefits)
        return self._noted(Assessed(trained, vectors, made.table), "posted")

    def _noted(self, made: Assessed, asked_by: str) -> Assessed:
        self.record.add(made.vectors, made.table, asked_by=asked_by, today=self.today())
        return made

    def _make(self, held: Holdings, households: Sequence[str], day: date, area_code: str) -> pd.DataFrame:
        """As `_of`, from vectors of the township on `day`: made once and kept while the records stay the same."""
        folder, scope = self.made / area_code[:9], Scope((area_code[:9],))
        with alone(folder):
            vectors = build_vectors(held.records, [day], folder, standards=held.standards, scope=scope)
            return _of(vectors, day, households)


def check_day(day: date, today: date) -> date:
    """`day`; raises UnreadableError for a day to come or too long ago."""
    if not today - OLDEST <= day <= today:
        raise UnreadableError(
            f"as_of须在{today - OLDEST}和{today}之间", f"as_of: name a day from {today - OLDEST} to {today}"
        )
    return day


def _of(vectors: Vectors, day: date, households: Sequence[str]) -> pd.DataFrame:
    """The vectors of some households, sorted by household."""
    return rows_of(vectors.path(day), households).to_pandas()


def _people(held: Holdings, day: date, area_code: str) -> pd.DataFrame:
    """Who there was on `day`: as the run noted it, else from the records of the area."""
    noted = held.population[held.population["as_of"] == pd.Timestamp(day)]
    return noted if len(noted) else population(held.records, [day], Scope((area_code[:9],)))


def _drawn_by(
    held: Holdings, households: Sequence[str], day: date, area_code: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Benefits and help on record: of one household alone, or of the area of many."""
    scope = Scope((area_code[:9],))
    if len(households) == 1:
        own = held.records.rows_of(households[0], day, scope, DRAWN)
        return own[DRAWN[0]], own[DRAWN[1]]
    return held.records.rows(DRAWN[0], day, scope), held.records.rows(DRAWN[1], day, scope)
