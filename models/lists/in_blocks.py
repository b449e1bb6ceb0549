"""The list of a province, block by block of neighbours in order: what it comes to is that of `weekly_list`.

What is said of a household takes ten times the room of what its seat is given by. So the texts lie on disk, in a
folder of workings, and only the narrow columns of `seating.SEATED_BY` are held of everybody at once:

    alerts of each block -> what earlier lists say of them -> where its households stand
    -> seats for all -> the rows, standing and evidence of each block -> one list, by township
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from features.calendar import iso_week
from features.holdings import Holdings
from features.progress import track
from features.span import Span, spans
from features.whole import rows_to, write_rows
from models.firing import columns_read, fire
from models.lists import lanes
from models.lists.assessed import Assessed
from models.lists.evidence import evidence
from models.lists.listed import ListedRows
from models.lists.making import Before, Remembering, capacity_on, checked, known_of, write_around
from models.lists.papers import EVIDENCE, STANDING, with_unchecked
from models.lists.rows import list_rows
from models.lists.seating import SEATED, SEATED_BY, seated
from models.lists.standing import Known, stood
from models.lists.weekly import WeeklyList, check_anybody, seed_of

WORKINGS = "workings"
HELD = (*SEATED_BY, "alerts_settled")  # of everybody at once: for the seats, and to say why somebody is gone
ROWS_OF_GROUP = 20_000  # of the list that are read together: a township or a few
ROWS_AT_ONCE = 100_000  # households of a block: what alerts ask per village is asked anew for each


@dataclass(frozen=True)
class Block:
    """Some households and what is known of them so far, put aside in `folder`."""

    span: Span
    assessments: Assessed
    folder: Path

    def keep(self, name: str, rows: pd.DataFrame) -> None:
        """Put rows aside."""
        write_rows(rows.reset_index(drop=True), self.folder / f"{name}.parquet")

    def kept(self, name: str) -> pd.DataFrame:
        """What was put aside."""
        return pd.read_parquet(self.folder / f"{name}.parquet")


def list_in_blocks(
    held: Holdings,
    assessed: Path,
    as_of: date,
    remember: Remembering,
    folder: Path,
    rows: int = ROWS_AT_ONCE,
) -> None:
    """The list of `as_of` from the assessments in a file, with papers and workbook, written to `folder`.

    Raises EmptyPopulationError where nobody is assessed.
    """
    blocks = _blocks(held, assessed, as_of, folder / WORKINGS, rows)
    fired = pd.concat(_fire(held, as_of, blocks), ignore_index=True)
    found, decisions = checked(held, as_of)
    before = remember(found, fired)
    known = known_of(held, as_of, found, decisions, before)
    standing = pd.concat(_stand(blocks, known, as_of), ignore_index=True)
    check_anybody(standing)
    weekly = _listed(held, blocks, standing, before, as_of, folder)
    shutil.rmtree(folder / WORKINGS)
    write_around(held, weekly, Assessed(assessed), before, folder)


def _blocks(held: Holdings, assessed: Path, as_of: date, folder: Path, rows: int) -> list[Block]:
    households = pd.read_parquet(held.vectors.path(as_of), columns=["household_id"])["household_id"].tolist()
    every, there = Assessed(assessed), enumerate(spans(households, rows))
    blocks = [Block(span, every.within(span), folder / f"{n:05d}") for n, span in there]
    for block in blocks:
        block.folder.mkdir(parents=True)
    return blocks


def _fire(held: Holdings, as_of: date, blocks: Sequence[Block]) -> Iterator[pd.DataFrame]:
    """The alerts of each block, put aside; which fired for whom, and for how long a visit's finding speaks."""
    for block in track(blocks, "Alerts 预警"):
        fired = fire(held.vectors.within(block.span, as_of, columns_read()), held.standards)
        block.keep("fired", fired.table)
        block.keep("unchecked", fired.unchecked)
        block.keep("facts", fired.facts)
        yield fired.table[["household_id", "alert", "memory_months"]]


def _stand(blocks: Sequence[Block], known: Known, as_of: date) -> Iterator[pd.DataFrame]:
    """Where the households of each block stand, put aside; of it what is held of everybody."""
    for block in track(blocks, "Standing 逐户核对"):
        stands = stood(block.assessments, block.kept("fired"), known.within(block.span), as_of)
        block.keep("standing", stands.rows)
        block.keep("open", stands.open_alerts)
        yield stands.rows[list(HELD)]


def _listed(
    held: Holdings, blocks: Sequence[Block], standing: pd.DataFrame, before: Before, as_of: date, folder: Path
) -> WeeklyList:
    """The list as a file with its standing and evidence, once everybody's seat is known."""
    week, path = iso_week(as_of), folder / f"{iso_week(as_of)}.parquet"
    capacity = capacity_on(held, standing, as_of)
    seats = lanes.model_seats(capacity)
    seed = seed_of(week, _model_id(blocks), standing["household_id"])
    standing = seated(standing, capacity, seed, as_of)
    names = frozenset(() if before.last is None else before.last.listed.columns(["household_id"])["household_id"])
    written = _written(blocks, standing, partial(list_rows, week, before=names, seats=seats), folder / week)
    _by_township(written, _groups(standing), folder / WORKINGS / "listed", path)
    return WeeklyList(
        week=week,
        as_of=as_of,
        listed=ListedRows(path),
        standing=standing,
        capacity=capacity.assign(seats=capacity["township_code"].map(seats)),
        unchecked=pd.DataFrame(columns=["household_id", "as_of", "alert"]),
        seed=seed,
    )


def _written(
    blocks: Sequence[Block], standing: pd.DataFrame, rows_of: Callable[..., pd.DataFrame], folder: Path
) -> Iterator[pd.DataFrame]:
    """The rows of each block; its standing and evidence are written on the way."""
    folder.mkdir(parents=True, exist_ok=True)
    with rows_to(folder / STANDING) as keep_standing, rows_to(folder / EVIDENCE) as keep_evidence:
        for block in track(blocks, "List 名单"):
            where = block.kept("standing").merge(standing[["household_id", *SEATED]], on="household_id")
            if where.empty:
                continue
            keep_standing(with_unchecked(where, block.kept("unchecked")))
            keep_evidence(evidence(block.assessments, block.kept("fired")))
            listed = where[where["status"].isin(lanes.LANES)]
            yield rows_of(listed, block.assessments, block.kept("open"), block.kept("facts"))


def _model_id(blocks: Sequence[Block]) -> str:
    """The model that assessed them, one for all."""
    standing = (block.kept("standing") for block in blocks)
    return str(next(rows["model_id"].iloc[0] for rows in standing if len(rows)))


def _groups(standing: pd.DataFrame) -> pd.Series:
    """A number for each township, in order; townships of one number have some `ROWS_OF_GROUP` listed households."""
    listed = standing[standing["status"].isin(lanes.LANES)].groupby("township_code").size().sort_index()
    return (listed.cumsum() - listed) // ROWS_OF_GROUP


def _by_township(pieces: Iterable[pd.DataFrame], groups: pd.Series, aside: Path, path: Path) -> None:
    """The rows of all `pieces` as one list by township and place; they wait in `aside`, by groups of townships."""
    for group in groups.unique():
        (aside / f"{group:05d}").mkdir(parents=True)
    for number, rows in enumerate(pieces):
        none = rows.iloc[:0]
        for group, some in rows.groupby(rows["township_code"].map(groups)):
            write_rows(some, aside / f"{group:05d}" / f"{number:05d}.parquet")
    with rows_to(path) as write:
        for place in sorted(aside.iterdir()) if len(groups) else ():
            rows = pd.concat([pd.read_parquet(one) for one in sorted(place.iterdir())])
            write(rows.sort_values(["township_code", "place"], kind="stable"))
        if groups.empty:
            write(none)
