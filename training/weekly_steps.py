"""The steps that make records and lists, around those of `training.steps`."""

import shutil
from datetime import date
from pathlib import Path

from rich.table import Table

from features.errors import SourceError
from features.progress import CONSOLE
from features.visits import visits
from features.whole import whole, write_rows
from models.lists.assessing import assess_on
from models.trained import Trained
from training import listing, sentences
from training.champion import champion_folder
from training.place import Place, stage
from training.splits import by_first_visit, quarter_days
from training.steps import complete_report, days, material, until_of

ASSESSMENTS = "assessments.parquet"


def invent_county(place: Place, *, households: int, months: int, until: date, seed: int) -> None:
    """An invented county in `records/`, its planted truth apart from it in `truth/`."""
    from features.synthetic.county import invent

    with stage(place, "invent", f"虚构县 Inventing a county of {households:,} households"):
        invent(place.records, truth=place.truth, households=households, months=months, last=until, seed=seed)


def read_survey(place: Place, folder: Path, train_until: str, test_from: str) -> date:
    """The survey's records; returns the last day they reach.

    The two quarters are checked before the long work; then, that households are left to learn from and to judge.
    """
    from features.sources.argentina_eph.panel import read_panel

    if quarter_days(test_from) <= quarter_days(train_until):
        raise SourceError(f"test from {test_from} does not lie after train until {train_until}: choose a later quarter")
    with stage(place, "records", "调查数据 Reading the survey"):
        records = read_panel(folder, place.records)
        seen = visits(records)
        by_first_visit(seen, train_until=train_until, test_from=test_from)
    return seen["as_of"].max().date()


def assess_households(place: Place) -> None:
    """assessments.parquet: everybody on the day of this week's list, or on the last date with vectors."""
    with stage(place, "assess", "逐户评估 Assessing every household"):
        made = material(place)
        table = assess_on(made, Trained.load(champion_folder(place.models)), _last_day(place))
        write_rows(table, place.root / ASSESSMENTS)


def _last_day(place: Place) -> date:
    return max(days(place, "lists") or days(place, "learn"))


def list_weeks(place: Place) -> None:
    """The lists of the weeks noted by the vectors; this week's as list.xlsx and assessments.parquet."""
    with stage(place, "list", "每周名单 Lists of the weeks"):
        made = material(place)
        trained = Trained.load(champion_folder(place.models))
        weeks = listing.make_lists(made, trained, days(place, "lists") or [_last_day(place)], place.lists)
        this = weeks[max(weeks)]
        write_rows(this.assessments.whole(), place.root / ASSESSMENTS)
        with whole(place.root / "list.xlsx") as partial:
            shutil.copyfile(place.lists / f"{this.weekly.week}.xlsx", partial)
        place.write("reasons.json", listing.reasons_per_household(this.weekly))
    complete_report(place, {"reasons_per_household": place.read("reasons.json")})


def summarise(place: Place) -> None:
    """What the run made, readable in a terminal."""
    report = place.read("evaluation.json")
    CONSOLE.print()
    for one in sentences.summary(report):
        CONSOLE.print(f"{one.zh}\n[dim]{one.en}[/dim]", highlight=False)
    CONSOLE.print(_bars(report))
    seconds = sum(report["seconds"].values())
    CONSOLE.print(f"{until_of(place)} · {seconds:.0f} s · {report['peak_rss_mb']:.0f} MB · {place.root}/", style="bold")
    for name in ("list.xlsx", ASSESSMENTS, "evaluation.html", "evaluation.json", "model/"):
        CONSOLE.print(f"  {place.root / name}", style="dim")


def _bars(report: dict) -> Table:
    table = Table(box=None, show_header=False)
    for bar in report["bars"]:
        mark = {True: "[green]✓[/green]", False: "[red]✗[/red]", None: "–"}[bar["met"]]
        value = "–" if bar["value"] is None else f"{bar['value']:.3g}"
        table.add_row(mark, bar["zh"], bar["en"], value, bar["asked"])
    return table
