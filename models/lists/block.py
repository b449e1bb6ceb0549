"""A block of households whose list is in the making: what is known of them waits on disk."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from features.span import Span
from features.whole import write_rows
from models.lists import lanes
from models.lists.assessed import Assessed
from models.lists.evidence import evidence
from models.lists.papers import EVIDENCE, STANDING, with_unchecked
from models.lists.rows import list_rows


@dataclass(frozen=True)
class Block:
    """Some households and what is known of them so far, put aside in `folder`."""

    span: Span
    assessed: Path
    folder: Path

    @property
    def assessments(self) -> Assessed:
        """Theirs, read anew each time: kept, they would be held of everybody in the end."""
        return Assessed(self.assessed, self.span)

    @property
    def anybody(self) -> bool:
        """Whether somebody of them is assessed."""
        return bool(pq.read_metadata(self.folder / "stood.parquet").num_rows)

    def keep(self, name: str, rows: pd.DataFrame) -> None:
        """Put rows aside."""
        write_rows(rows.reset_index(drop=True), self.folder / f"{name}.parquet")

    def kept(self, name: str) -> pd.DataFrame:
        """What was put aside."""
        return pd.read_parquet(self.folder / f"{name}.parquet")

    def write(self, week: str, seats: pd.Series, groups: pd.Series, aside: Path) -> None:
        """Its standing and evidence, and in `aside`, by groups of townships, its rows of the list."""
        standing = self.kept("stood").merge(self.kept("seats"), on="household_id")
        fired = self.kept("fired")
        write_rows(with_unchecked(standing, self.kept("unchecked")), self.folder / STANDING)
        write_rows(evidence(self.assessments, fired), self.folder / EVIDENCE)
        rows = list_rows(
            week,
            standing[standing["status"].isin(lanes.LANES)],
            self.assessments,
            self.kept("open"),
            self.kept("facts"),
            before=frozenset(self.kept("before")["household_id"]),
            seats=seats,
        )
        for group, some in rows.groupby(rows["township_code"].map(groups)):
            write_rows(some, place_of(group, aside) / f"{self.folder.name}.parquet")


def place_of(group: int, aside: Path) -> Path:
    """Where the rows of a group of townships wait for each other."""
    return aside / f"{group:05d}"
