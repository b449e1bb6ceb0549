"""`python -m features.sources.argentina_eph FOLDER OUT`: the survey's files become a record store."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from features.errors import PovertyRiskError
from features.progress import CONSOLE
from features.sources.argentina_eph.panel import read_panel
from features.visits import visits_frame

Day = Annotated[str | None, typer.Option(help="Last day of a quarter, e.g. 2007-12-31.")]


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of the survey's files.")],
    out: Annotated[Path, typer.Argument(help="New folder for the record store.")],
    first: Day = None,
    last: Day = None,
) -> None:
    """Read the Argentine survey panel into a record store and say what it holds."""
    try:
        records = read_panel(folder, out, _day(first), _day(last))
        visits = visits_frame(records)
    except PovertyRiskError as error:
        CONSOLE.print(f"[red]{error}[/red]")
        sys.exit(1)
    CONSOLE.print(
        f"{len(visits):,} visits to {visits['household_id'].nunique():,} households, {visits['as_of'].nunique()} dates"
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2007-12-31") from None


if __name__ == "__main__":
    typer.run(main)
