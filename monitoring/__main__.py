"""`python -m monitoring COMMAND`: is it still true?"""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from features.command import in_a_sentence
from features.errors import RecordStoreError
from features.progress import CONSOLE
from monitoring import decide
from monitoring.finding import State, gravest
from monitoring.report import write_report
from monitoring.running import history, record_path, run_checks, write_json
from monitoring.second_opinion import second_opinion
from monitoring.status import gauges, status, write_status
from monitoring.week import FOLDER, Week

LIVE = "live_drift"
ALARM = 3  # exit code: the checks were made and something is in alarm
app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)

Out = Annotated[Path, typer.Option(help="Folder of the run, for example out/demo.")]
WeekName = Annotated[str | None, typer.Option("--week", help="ISO week, e.g. 2026-W47; else the last.")]


@app.callback()
def main() -> None:
    """Weekly checks, their report, and whether to retrain."""


@app.command()
@in_a_sentence
def check(
    out: Out = Path("out/demo"),
    week: WeekName = None,
    evidently: Annotated[bool, typer.Option(help="Evidently's own drift report beside ours (half a minute).")] = True,
) -> None:
    """Check a week: monitoring/<week>.json, .html, status.json. Exit code 0 no alarm, 3 alarm, 2 could not check."""
    raise typer.Exit(ALARM if checked(out, week, evidently=evidently) else 0)


@app.command()
@in_a_sentence
def live(out: Out = Path("out/demo")) -> None:
    """Check what the running service was asked lately, and say so in status.json. Exit codes as of `check`."""
    raise typer.Exit(ALARM if checked_live(out) else 0)


def checked_live(out: Path) -> bool:
    """Make the check of live requests anew within the last week's record; returns whether it is in alarm."""
    week = Week.open(out)
    path = record_path(week)
    if not path.exists():
        raise RecordStoreError(f"{out}: {week.name} was not checked yet; run `python -m monitoring check` first")
    made = run_checks(week, [LIVE])
    record = json.loads(path.read_text(encoding="utf-8"))
    record["checks"] = sorted([c for c in record["checks"] if c["name"] != LIVE] + made["checks"], key=by_name)
    record["state"] = gravest([State(c["state"]) for c in record["checks"]]).value
    write_json(record, path)
    tell(out, week, record)
    return bool(made["state"] == State.ALARM.value)


def by_name(check: dict[str, Any]) -> str:
    """The order of checks in a record."""
    return str(check["name"])


def checked(out: Path, name: str | None, *, evidently: bool) -> bool:
    """Check a week and write everything; returns whether anything is in alarm."""
    week = Week.open(out, name)
    with second_opinion(week) if evidently else nullcontext():
        record = run_checks(week)
        write_json(record, record_path(week))
    tell(out, week, record)
    return bool(record["state"] == State.ALARM.value)


def tell(out: Path, week: Week, record: dict[str, Any]) -> None:
    """Write the page, the gauges and the status of a record, and say it in the terminal."""
    advised = decide.advice(record, decide.trained_until(week.manifest))
    content = status(record, advised)
    write_report(out, record, content, history(out, week.name))
    (out / FOLDER / "metrics.prom").write_text(gauges(content), encoding="utf-8")
    write_status(out, content)
    CONSOLE.print(f"{content['zh']}\n[dim]{content['en']}[/dim]", highlight=False, soft_wrap=True)
    CONSOLE.print(f"{advised['zh']}\n[dim]{advised['en']}[/dim]", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    app()
