"""Judges the chain on invented counties of 20,000 households, seeds fixed beforehand: `make bench`.

Each seed runs in `out/bench/county-<seed>`; a seed that is finished there for the same features is not run again.
Writes `benchmarks/county.md`.
"""

import json
import platform
import subprocess
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from features.vector import fingerprint
from models.baselines import BASELINES
from training import steps, weekly_steps
from training.anew import begun_anew
from training.place import Place
from training.search import Budget

ROOT = Path(__file__).parent.parent
SEEDS = (11, 12, 13, 14, 15)
UNTIL = date(2026, 11, 22)
MODEL_COLUMNS = ("auc", "average_precision", "calibration_slope", "observed_over_expected", "precision_at")


def judged(seed: int, households: int) -> dict[str, Any]:
    """The evaluation of one county, run if it is not there."""
    place = Place(ROOT / "out" / "bench" / f"county-{seed}")
    done = place.root / "evaluation.json"
    if done.exists():
        found = json.loads(done.read_text(encoding="utf-8"))
        if found["fingerprint"] == fingerprint():
            return found
    with begun_anew(place.root) as new:
        weekly_steps.invent_county(new, households=households, months=36, until=UNTIL, seed=seed)
    steps.make_vectors(place, until=UNTIL, weeks=0)
    steps.train_models(place, budget=Budget(trials=12), seed=seed)
    return steps.evaluate_models(place, replicates=400)


def shown(figure: dict[str, Any] | None, digits: int = 2) -> str:
    """A figure with its 95 % interval."""
    if not figure or figure.get("value") is None:
        return "–"
    if figure.get("low") is None:
        return f"{figure['value']:.{digits}f}"
    return f"{figure['value']:.{digits}f} ({figure['low']:.{digits}f}–{figure['high']:.{digits}f})"


def bars(reports: dict[int, dict[str, Any]]) -> list[str]:
    """Every bar with its value for each seed."""
    first = next(iter(reports.values()))
    lines = ["| bar | asked | " + " | ".join(f"seed {s}" for s in reports) + " |", "|---" * (len(reports) + 2) + "|"]
    for n, bar in enumerate(first["bars"]):
        cells = [_cell(report["bars"][n]) for report in reports.values()]
        lines.append(f"| {bar['en']} | {bar['asked']} | " + " | ".join(cells) + " |")
    return lines


def _cell(bar: dict[str, Any]) -> str:
    if bar["value"] is None:
        return "–"
    return f"{bar['value']:.3g}" + ("" if bar["met"] else " **missed**")


def pooled(reports: dict[int, dict[str, Any]]) -> list[str]:
    """Over all seeds: how precise the lists are beside each other, and how well the intervals hold."""
    listed = sum(r["list"]["k"] for r in reports.values())
    lines = ["| list by | precision over all seeds | the model's is so many times this |", "|---|---|---|"]
    hits = {name: _hits(reports, name) for name in ("model", *BASELINES)}
    for name, found in hits.items():
        times = f"{hits['model'] / found:.2f}" if found and name != "model" else "–"
        lines.append(f"| {name} | {found / listed:.3f} ({found:.0f} of {listed}) | {times} |")
    index = [r["poverty_index"]["model"] for r in reports.values()]
    covered = sum(m["interval_coverage"]["value"] * m["n"] for m in index) / sum(m["n"] for m in index)
    held = sum(r["planted"]["risk_intervals"]["held"] for r in reports.values()) / len(reports)
    return [
        *lines,
        f"\nOf the listed, observed over expected is {hits['model'] / _expected(reports):.2f}. The 80 % intervals of "
        f"the poverty index cover {covered:.1%} of the assessments that followed. Of twenty parts of equal size by "
        f"risk, the 80 % interval of the rate holds the planted rate in {held:.0%}.",
    ]


def _expected(reports: dict[int, dict[str, Any]]) -> float:
    """How many of the listed the model expected to fall."""
    parts = [(r["return_risk"]["all"]["model"], r["list"]["k"]) for r in reports.values()]
    return sum(m["precision_at"]["value"] * k / m["observed_over_expected"]["value"] for m, k in parts)


def _hits(reports: dict[int, dict[str, Any]], name: str) -> float:
    """Listed households that fell."""
    every = [(r["return_risk"]["all"].get(name), r["list"]["k"]) for r in reports.values()]
    return sum(part["precision_at"]["value"] * k for part, k in every if part)


def side_by_side(report: dict[str, Any]) -> list[str]:
    """The model and every baseline, both groups together."""
    part = report["return_risk"]["all"]
    names = [n for n, v in part.items() if isinstance(v, dict) and "auc" in v]
    lines = ["| | " + " | ".join(MODEL_COLUMNS) + " |", "|---" * (len(MODEL_COLUMNS) + 1) + "|"]
    return lines + [f"| {n} | " + " | ".join(shown(part[n].get(c), 3) for c in MODEL_COLUMNS) + " |" for n in names]


def page(reports: dict[int, dict[str, Any]], households: int) -> str:
    """The committed page."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    left = [s for s in SEEDS if s not in reports]
    parts = [
        "# The chain on invented counties\n",
        f"{households:,} households each, seeds fixed beforehand: {', '.join(map(str, SEEDS))}. "
        f"Commit {commit.stdout.strip()}, {platform.machine()}, Python {platform.python_version()}. "
        "Written by `make bench`. Intervals are 95 % bootstrap intervals by household.\n",
        f"**Not run yet: seeds {', '.join(map(str, left))}.**\n" if left else "",
        "## What was asked, and what it came to\n",
        *bars(reports),
        "\n## All seeds together\n",
        *pooled(reports),
    ]
    for seed, report in reports.items():
        parts += [f"\n## Seed {seed}\n", _said(report), *side_by_side(report)]
    return "\n".join(parts) + "\n"


def _said(report: dict[str, Any]) -> str:
    part, planted = report["return_risk"]["all"], report["planted"]
    return (
        f"Judged on {', '.join(report['judged_on'])}; {part['n_test']:,} household-dates, base rate "
        f"{part['base_rate']['value']:.2%}; list of {report['list']['k']}. Of an all-knowing list's gain over chance "
        f"{shown(planted['share_of_oracle'])} is reached ({shown(planted['share_of_oracle_would_be'])} for falls that "
        f"would come without help). Seconds: {sum(report['seconds'].values()):.0f}, "
        f"peak {report['peak_rss_mb']:.0f} MB.\n"
    )


def main(
    seeds: Annotated[int, typer.Option(help="How many of the seeds to run.", min=1, max=len(SEEDS))] = len(SEEDS),
    households: Annotated[int, typer.Option(help="Households of each county.", min=500)] = 20_000,
) -> None:
    """Judge the chain on invented counties and write benchmarks/county.md."""
    reports: dict[int, dict[str, Any]] = {}
    for seed in SEEDS[:seeds]:
        reports[seed] = judged(seed, households)
        (ROOT / "benchmarks" / "county.md").write_text(page(reports, households), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
