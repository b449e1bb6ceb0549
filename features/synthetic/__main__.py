"""The command line: invent a county, or describe one."""

import features.environment  # noqa: F401  isort: skip

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from features.errors import PovertyRiskError
from features.records import Records
from features.synthetic.county import LAST, invent
from features.synthetic.describe import base_rates, defects, oracle, procedure, read_truth

app = typer.Typer(add_completion=False, help="The invented county 虚构县: a record store and its planted truth.")
LAST_DAY = datetime(LAST.year, LAST.month, LAST.day)


@app.callback(invoke_without_command=True)
def make(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Folder for county/ (the record store) and truth/.")] = None,
    households: Annotated[int, typer.Option(help="How many households.")] = 2000,
    months: Annotated[int, typer.Option(help="Whole months of records.")] = 36,
    last: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day up to which records are known.")
    ] = LAST_DAY,
    seed: Annotated[int, typer.Option(help="The same seed gives the same county.")] = 1,
) -> None:
    """Invent a county."""
    if context.invoked_subcommand is not None:
        return
    if out is None:
        raise typer.BadParameter("say where: --out FOLDER")
    made = invent(
        out / "county", households=households, seed=seed, months=months, last=last.date(), truth=out / "truth"
    )
    Console().print(f"{households} households: records in {made.records.root}, truth in {made.truth}")


@app.command()
def describe(folder: Annotated[Path, typer.Argument(help="The folder given as --out.")]) -> None:
    """Print base rates, the oracle's precision and the records' defects of a county."""
    console, truth, records = Console(), read_truth(folder / "truth"), Records(folder / "county")
    for title, frame in (
        ("Base rates by date and group, neither monitored nor fallen", base_rates(truth)),
        ("Of the 1 % with the highest true risk would fall", oracle(truth)),
        ("Decisions", procedure(records)),
        ("Records", defects(records)),
    ):
        console.print(f"\n[bold]{title}[/bold]")
        console.print(frame.round(4).to_string())


def main() -> None:
    """Run the command line; an error on purpose is one sentence."""
    try:
        app()
    except PovertyRiskError as error:
        Console(stderr=True).print(str(error))
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
