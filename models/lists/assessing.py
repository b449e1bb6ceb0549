"""Everybody's assessments of a date, made part by part into one file, by as many processes as there are cores.

Each household is assessed by itself, so parts change nothing but what must be held at once. A part that is there is
not made again: a run that was killed goes on with the parts it had not finished.
"""

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import pandas as pd

from features.calendar import add_months, month_end
from features.engine import THREADS
from features.errors import EmptyPopulationError
from features.holdings import Holdings
from features.processes import done
from features.progress import track
from features.span import Span, spans
from features.standard import Standards
from features.vector import Vectors
from features.whole import put_together, write_rows
from models.assess import assess
from models.drawn import drawn
from models.trained import Trained

ROWS_AT_ONCE = 20_000  # households assessed together; bounds memory, not results
EARLIER_MONTHS = 3  # what is new is told against the vector of so long before


def earlier_than(as_of: date) -> date:
    """The month end with which the vector of `as_of` is compared to tell what is new.

    >>> str(earlier_than(date(2026, 11, 22)))
    '2026-07-31'
    """
    before = add_months(as_of, -EARLIER_MONTHS)
    return before if before == month_end(before) else month_end(add_months(before, -1))


@dataclass(frozen=True)
class Part:
    """Some households in the vectors of a date, and what is known of them beside these."""

    vectors: Vectors
    as_of: date
    earlier: date | None
    span: Span
    population: pd.DataFrame
    benefits: Mapping[str, Collection[str]]
    standards: Standards
    target: Path

    def assessed(self, trained: Trained) -> pd.DataFrame:
        """Their assessments."""
        earlier = None if self.earlier is None else self.vectors.within(self.span, self.earlier)
        rows = self.vectors.within(self.span, self.as_of)
        return assess(trained, rows, earlier, self.population, self.standards, benefits=self.benefits).table

    def make(self, model: Path) -> None:
        """Write them to `target`, whole or not at all."""
        write_rows(self.assessed(_trained(model)), self.target)


@cache
def _trained(model: Path) -> Trained:
    return Trained.load(model)


def parts(held: Holdings, as_of: date, folder: Path, rows: int = ROWS_AT_ONCE) -> list[Part]:
    """The parts of a date for which there are vectors, in order of their households; made, they lie in `folder`."""
    households = held.vectors.households(as_of)
    if not households:
        raise EmptyPopulationError("no household to assess: build the vectors of the date first")
    before = earlier_than(as_of)
    earlier = before if before in held.vectors.dates else None
    people = held.population[held.population["as_of"] == pd.Timestamp(as_of)]
    benefits, given = (held.records.rows(name, as_of, held.scope) for name in ("benefits", "help_given"))
    draws = drawn(benefits, given, as_of)
    found: list[Part] = []
    own_of = pd.DataFrame({"household_id": households})
    for span in spans(households, rows):
        own = span.of(own_of)["household_id"]
        found.append(
            Part(
                vectors=held.vectors,
                as_of=as_of,
                earlier=earlier,
                span=span,
                population=span.of(people),
                benefits={h: draws[h] for h in own if h in draws},
                standards=held.standards,
                target=folder / f"{len(found):05d}.parquet",
            )
        )
    return found


def assess_on(held: Holdings, trained: Trained, as_of: date) -> pd.DataFrame:
    """The assessments of every household on a date for which there are vectors."""
    return pd.concat([p.assessed(trained) for p in parts(held, as_of, Path())], ignore_index=True)


def assess_into(
    held: Holdings, model: Path, as_of: date, path: Path, *, processes: int = THREADS, rows: int = ROWS_AT_ONCE
) -> None:
    """The same by the model in a folder, written to `path`; memory holds a part for each of the `processes`."""
    folder = path.with_name(f".{path.stem}.parts")
    folder.mkdir(exist_ok=True)
    every = parts(held, as_of, folder, rows)
    due = [p for p in every if not p.target.exists()]
    made = done([partial(p.make, model) for p in due], processes)
    for _ in track(made, "Assessments 逐户评估", total=len(due)):
        pass
    put_together([p.target for p in every], path)
    shutil.rmtree(folder)
