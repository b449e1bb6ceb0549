"""The weekly report: one HTML file that needs no network, Chinese first, English complete."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from features.department import Department
from features.whole import write_text
from monitoring import plots
from monitoring.check import Concern, Told
from monitoring.finding import State
from monitoring.week import FOLDER

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 8  # findings of a check in the page; the JSON record holds all
LOUD = ("alarm", "notice", "explained")


def write_report(root: Path, record: dict[str, Any], status: dict[str, Any], past: list[dict[str, Any]]) -> Path:
    """Write monitoring/<week>.html; returns where it is. `past` are the records up to this week."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(["j2", "html"]), undefined=StrictUndefined
    )
    opinion = root / FOLDER / f"{record['week']}.evidently.html"
    text = environment.get_template("week.html.j2").render(
        record=record,
        status=status,
        concerns=[(c, _of(record, c)) for c in Concern],
        states={s.value: s.label for s in State},
        told={t.value: t.label for t in Told},
        departments={d.value: d.label for d in Department},
        shown=shown,
        plots=plots,
        past=past,
        evidently=opinion.name if opinion.exists() else None,
    )
    path = root / FOLDER / f"{record['week']}.html"
    write_text(text, path)
    return path


def _of(record: dict[str, Any], concern: Concern) -> list[dict[str, Any]]:
    rank = {"alarm": 0, "notice": 1, "explained": 2, "quiet": 3, "not_estimable": 4}
    return sorted((c for c in record["checks"] if c["concern"] == concern.value), key=lambda c: rank[c["state"]])


def shown(check: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings worth reading: what is not quiet, or else the one nearest to the threshold."""
    loud = [f for f in check["findings"] if f["state"] in LOUD]
    return loud[:SHOWN] or check["findings"][:1]
