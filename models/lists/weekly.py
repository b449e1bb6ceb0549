"""The weekly list: lanes, memory and comparison put together, one row per household. Pure: frames in, a list out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from features.errors import EmptyPopulationError
from models.firing import Fired
from models.lists import lanes
from models.lists.assessed import Assessed
from models.lists.listed import ListedRows
from models.lists.rows import hash_of, list_rows
from models.lists.seating import seated
from models.lists.standing import Known, stood


@dataclass(frozen=True)
class WeeklyList:
    """One week's list.

    `listed`: the rows of the listed households, columns `rows.COLUMNS`. `standing`: every
    assessed household with its status (a lane, or why it is in none), its position among its
    township's candidates and what it was settled by; of a list made in blocks only what seats are given by.
    `capacity`: township_code, visits, assumed, seats. `unchecked`: household_id and alert where an alert
    could not be checked; of a list made in blocks it is in the papers alone.
    """

    week: str
    as_of: date
    listed: ListedRows
    standing: pd.DataFrame
    capacity: pd.DataFrame
    unchecked: pd.DataFrame
    seed: int

    @property
    def table(self) -> pd.DataFrame:
        """All rows with all their texts: gigabytes of a province's."""
        return self.listed.whole()

    @cached_property
    def hash(self) -> str:
        """What a rebuilt list is compared by."""
        return hash_of(self.listed.pieces())


def weekly_list(
    assessments: Assessed,
    fired: Fired,
    capacity: pd.DataFrame,
    known: Known,
    *,
    week: str,
    last_list: pd.DataFrame | None = None,
    seed: int | None = None,
) -> WeeklyList:
    """The list of `week` from the assessments and alerts of one date.

    `capacity` is `capacity.capacity_of`; `last_list` the table of the week before. The seed comes
    from the week, the households and the model, so that the same records give the same list a
    year later; the order of rows changes nothing. Raises EmptyPopulationError without assessments.
    """
    check_anybody(assessments.figures)
    as_of = pd.Timestamp(assessments.figures["as_of"].iloc[0]).date()
    stands = stood(assessments, fired.table, known, as_of)
    rows = stands.rows
    seed = seed_of(week, rows["model_id"].iloc[0], rows["household_id"]) if seed is None else seed
    standing = seated(rows, capacity, seed, as_of)
    seats = lanes.model_seats(capacity)
    table = list_rows(
        week,
        standing[standing["status"].isin(lanes.LANES)],
        assessments,
        stands.open_alerts,
        fired.facts,
        before=set() if last_list is None else set(last_list["household_id"]),
        seats=seats,
    )
    return WeeklyList(
        week=week,
        as_of=as_of,
        listed=ListedRows(table),
        standing=standing,
        capacity=capacity.assign(seats=capacity["township_code"].map(seats)),
        unchecked=fired.unchecked,
        seed=seed,
    )


def check_anybody(figures: pd.DataFrame) -> None:
    """Raise EmptyPopulationError where nobody is assessed."""
    if figures.empty:
        raise EmptyPopulationError("no household is assessed: there is nothing to list; assess the date first")


def seed_of(week: str, model_id: str, households: Iterable[str]) -> int:
    """The seed of a week's lots; `households` in order."""
    return lanes.seed_of(week, str(model_id), *households)
