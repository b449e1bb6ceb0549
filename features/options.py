"""The options that several commands share, and what they mean when they are left out."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from features.records import Records

Store = Annotated[Path, typer.Option(help="The record store; made when there is none.")]
Source = Annotated[str, typer.Option(help="A shipped source, or a folder of mapping files.")]
Out = Annotated[Path, typer.Option(help="Folder for the report.")]
By = Annotated[str, typer.Option(help="The person who does it.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Which day; today if left out.")]


def opened(store: Path) -> Records:
    """The store; a folder that is none is refused before anything is done."""
    records = Records(store)
    _ = records.source
    return records


def day_of(given: datetime | None) -> date:
    """The day an option named, else today."""
    return given.date() if given else date.today()
