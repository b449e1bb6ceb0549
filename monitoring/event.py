"""Events of the calendar that move figures every year and are no alarm: festival, school fees, enrolment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from features.declared import Declaration, declared
from features.errors import DeclarationError
from features.table import tables
from features.text import Text


@dataclass(frozen=True, kw_only=True)
class Event(Declaration):
    """A yearly event: `days(year)` gives its first and last day (inclusive), None where the year is not declared.

    `tables` are those whose values and features it moves; `brings_rows` says that they also send more then.
    """

    label: Text
    days: Callable[[int], tuple[date, date] | None]
    tables: tuple[str, ...]
    brings_rows: bool = False

    def __post_init__(self) -> None:
        unknown = set(self.tables) - set(tables())
        if unknown:
            raise DeclarationError(f"event {self.label.en!r}: names unknown tables {', '.join(sorted(unknown))}")

    def on(self, as_of: date) -> bool:
        """Whether `as_of` lies in the event, begun in this year or in the one before."""
        spans = [self.days(year) for year in (as_of.year - 1, as_of.year)]
        return any(span is not None and span[0] <= as_of <= span[1] for span in spans)


@cache
def events() -> Mapping[str, Event]:
    """Every declared event by name."""
    return declared("monitoring.events", Event)


def explaining(as_of: date, table: str) -> Event | None:
    """The event that is on and moves `table`; None if there is none."""
    return next((e for e in events().values() if table in e.tables and e.on(as_of)), None)
