"""What a source has: tables, columns, areas and periods. A window that is not covered is UNKNOWN."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from features.calendar import months_before
from features.errors import RecordStoreError
from features.feature import Feature
from features.store_files import read_json
from features.table import table


class Seen(Enum):
    """How a source sees a household: all that happens, only the day it comes by, or what a caller states of it."""

    CONTINUOUS = "continuous"
    SNAPSHOTS = "snapshots"
    STATED = "stated"  # complete until the day it is stated: a long silence is no stale feed


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One table of a source, whole (`columns` empty) or some columns, in areas below `area_prefix`.

    `first_on` and `last_on` are inclusive; `last_on` None means that the feed still runs.
    """

    table: str
    first_on: date
    last_on: date | None = None
    columns: tuple[str, ...] = ()
    area_prefix: str = ""
    seen: Seen = Seen.CONTINUOUS

    def holds(self, feature: Feature, as_of: date, last_known_on: date | None) -> bool:
        """Whether `feature` may be computed as of the day, given when the feed last sent anything."""
        if feature.table != self.table or not self._has_columns(feature):
            return False
        if self.seen is Seen.SNAPSHOTS:
            return feature.from_snapshots and self.first_on <= as_of
        if feature.months is None:
            return self.first_on <= as_of and (self.last_on is None or self.last_on >= as_of)
        first = months_before(as_of, feature.months + feature.ago)
        last = months_before(as_of, feature.ago) if feature.ago else as_of
        return self.first_on <= first + timedelta(days=1) and self._reaches(last, first, last_known_on)

    def _has_columns(self, feature: Feature) -> bool:
        own = {c.name for c in table(self.table).columns}
        return not self.columns or (feature.columns_read & own) <= set(self.columns)

    def _reaches(self, last: date, first: date, last_known_on: date | None) -> bool:
        """A stale feed blocks the windows of which it misses more than a quarter."""
        end = min(d for d in (self.last_on, last_known_on, last) if d is not None)
        regular = 2 * (table(self.table).sent_every_days or 0)
        missing = (last - end).days
        if self.seen is Seen.STATED or table(self.table).sent_every_days is None:
            return self.last_on is None or self.last_on >= last
        return missing <= max(regular, (last - first).days / 4)


def write_coverage(covered: list[Covered], path: Path) -> None:
    """Write a source's coverage as JSON."""
    rows = [asdict(c) | {"seen": c.seen.value} for c in covered]
    path.write_text(json.dumps(rows, default=str, indent=1, ensure_ascii=False), encoding="utf-8")


def read_coverage(path: Path) -> list[Covered]:
    """The coverage written by `write_coverage`; raises RecordStoreError for a file that is damaged or not there."""
    if not path.exists():
        raise RecordStoreError(f"{path.name} is missing in the record store: the source must declare what it covers")
    try:
        return [_covered(row) for row in read_json(path)]
    except (TypeError, KeyError, ValueError):
        raise RecordStoreError(f"{path}: does not say what a source covers; restore it from a backup") from None


def _covered(row: dict) -> Covered:
    return Covered(
        table=row["table"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
        columns=tuple(row["columns"]),
        area_prefix=row["area_prefix"],
        seen=Seen(row["seen"]),
    )
