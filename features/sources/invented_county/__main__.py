"""`python -m features.sources.invented_county COUNTY OUT`: an invented county's records as departments' Excel files."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from features.errors import PovertyRiskError
from features.progress import CONSOLE
from features.sources.invented_county.files import write_files


def main(
    county: Annotated[Path, typer.Argument(help="Record store of an invented county.")],
    out: Annotated[Path, typer.Argument(help="Folder for the files.")],
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="As known on this day.")] = datetime(
        2026, 11, 22
    ),
    seed: Annotated[int, typer.Option(help="Seed of the invented names and numbers.")] = 1,
) -> None:
    """Write the county's records as the Excel exports that the shipped mappings read."""
    try:
        files = write_files(county, out, as_of.date(), seed=seed)
    except PovertyRiskError as error:
        CONSOLE.print(f"[red]{error}[/red]")
        sys.exit(2)
    CONSOLE.print("\n".join(str(f) for f in files))


if __name__ == "__main__":
    typer.run(main)
