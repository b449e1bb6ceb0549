"""The list of a province, block by block of neighbours in order: what it comes to is that of `weekly_list`.

What is said of a household takes ten times the room of what its seat is given by. So the texts lie on disk, in a
folder of workings, and only the narrow columns of `seating.SEATED_BY` are held of everybody at once:

    alerts of each block -> what earlier lists say of them -> where its households stand
    -> seats for all -> the rows, standing and evidence of each block -> one list, by township
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from features.calendar import iso_week
from features.engine import THREADS
from features.holdings import Holdings
from features.processes import done
from features.progress import track
from features.span import spans
from features.whole import put_together, rows_to
from models.firing import columns_read, fire
from models.lists import lanes
from models.lists.assessed import Assessed
from models.lists.block import Block, place_of
from models.lists.listed import ListedRows
from models.lists.making import Before, Remembering, capacity_on, checked, known_of, write_around
from models.lists.papers import EVIDENCE, STANDING
from models.lists.rows import COLUMNS
from models.lists.seating import SEATED, SEATED_BY, seated
from models.lists.standing import Known, stood
from models.lists.weekly import WeeklyList, check_anybody, seed_of

WORKINGS = "workings"
HELD = (*SEATED_BY, "alerts_settled")  # of everybody at once: for the seats, and to say why somebody is gone
ROWS_OF_GROUP = 20_000  # of the list that are read together: a township or a few
ROWS_AT_ONCE = 50_000  # households of a block; two are written at a time


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
    shutil.rmtree(folder / WORKINGS, ignore_errors=True)
    blocks = _blocks(held, assessed, as_of, folder / WORKINGS, rows)
    before, standing = _stood(held, blocks, as_of, remember)
    check_anybody(standing)
    weekly = _listed(held, [b for b in blocks if b.anybody], standing, before, as_of, folder)
    write_around(held, weekly, Assessed(assessed), before, folder)
    os.replace(_list_in(folder), folder / f"{weekly.week}.parquet")  # last: whoever finds it finds its papers too
    shutil.rmtree(folder / WORKINGS)


def _blocks(held: Holdings, assessed: Path, as_of: date, folder: Path, rows: int) -> list[Block]:
    every = spans(held.vectors.households(as_of), rows)
    blocks = [Block(span, assessed, folder / f"{n:05d}") for n, span in enumerate(every)]
    for block in blocks:
        block.folder.mkdir(parents=True)
    return blocks


def _stood(held: Holdings, blocks: Sequence[Block], as_of: date, remember: Remembering) -> tuple[Before, pd.DataFrame]:
    """What earlier lists leave, and of everybody `HELD`; visits and evidence are let go again."""
    fired = pd.concat(_fire(held, as_of, blocks), ignore_index=True)
    found, decisions = checked(held, as_of)
    before = remember(found, fired)
    known = known_of(held, as_of, found, decisions, before)
    standing = pd.concat(_stand(blocks, known, as_of), ignore_index=True)
    return replace(before, evidence=Before().evidence), standing


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
        block.keep("stood", stands.rows)
        block.keep("open", stands.open_alerts)
        yield stands.rows[list(HELD)]


def _listed(
    held: Holdings, blocks: Sequence[Block], standing: pd.DataFrame, before: Before, as_of: date, folder: Path
) -> WeeklyList:
    """The list as a file with its standing and evidence, once everybody's seat is known."""
    week = iso_week(as_of)
    capacity = capacity_on(held, standing, as_of)
    seats = lanes.model_seats(capacity)
    seed = seed_of(week, _model_id(blocks), standing["household_id"])
    standing = seated(standing, capacity, seed, as_of)
    _put_aside(blocks, standing, _listed_before(before))
    _write(blocks, week, seats, _groups(standing), folder)
    return WeeklyList(
        week=week,
        as_of=as_of,
        listed=ListedRows(_list_in(folder)),
        standing=standing,
        capacity=capacity.assign(seats=capacity["township_code"].map(seats)),
        unchecked=pd.DataFrame(columns=["household_id", "as_of", "alert"]),
        seed=seed,
    )


def _put_aside(blocks: Sequence[Block], standing: pd.DataFrame, before: pd.DataFrame) -> None:
    """For each block its seats, and who of it was on the list `before`."""
    for block in blocks:
        block.keep("seats", block.span.of(standing)[["household_id", *SEATED]])
        block.keep("before", block.span.of(before))


def _write(blocks: Sequence[Block], week: str, seats: pd.Series, groups: pd.Series, folder: Path) -> None:
    """Standing, evidence and list, from what the blocks put aside."""
    aside = folder / WORKINGS / "listed"
    for group in groups.unique():
        place_of(group, aside).mkdir(parents=True)
    work = [partial(block.write, week, seats, groups, aside) for block in blocks]
    for _ in track(done(work, THREADS), "List 名单", total=len(work)):
        pass
    (folder / week).mkdir(parents=True, exist_ok=True)
    for name in (STANDING, EVIDENCE):
        put_together([block.folder / name for block in blocks], folder / week / name)
    _by_township(aside, _list_in(folder))


def _list_in(folder: Path) -> Path:
    """Where the list lies until all that is told around it is there."""
    return folder / WORKINGS / "list.parquet"


def _listed_before(before: Before) -> pd.DataFrame:
    """The households of the week before."""
    none = pd.DataFrame({"household_id": []}, dtype="str")
    return none if before.last is None else before.last.listed.columns(["household_id"])


def _model_id(blocks: Sequence[Block]) -> str:
    """The model that assessed them, one for all."""
    return str(blocks[0].kept("stood")["model_id"].iloc[0])


def _groups(standing: pd.DataFrame) -> pd.Series:
    """A number for each township, in order; townships of one number have some `ROWS_OF_GROUP` listed households."""
    listed = standing[standing["status"].isin(lanes.LANES)].groupby("township_code").size().sort_index()
    return (listed.cumsum() - listed) // ROWS_OF_GROUP


def _by_township(aside: Path, path: Path) -> None:
    """The rows that wait in `aside` by groups of townships, as one list by township and place."""
    with rows_to(path) as write:
        for place in sorted(aside.glob("*")):
            rows = pd.concat([pd.read_parquet(one) for one in sorted(place.iterdir())])
            write(rows.sort_values(["township_code", "place"], kind="stable"))
        if not aside.exists():
            write(pd.DataFrame(columns=list(COLUMNS)))
