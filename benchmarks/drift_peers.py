"""Which features moved, by our measure and by Evidently's preset as it comes: writes benchmarks/drift_peers.md.

    python -m benchmarks.drift_peers --vectors FOLDER

FOLDER holds vectors of `DAY` and of a year before. Of one day, two halves of the households are compared, between which
nothing differs but one feature that is planted; then the day with the year before, where nobody knows what moved.
"""

import features.environment  # noqa: F401  isort: skip

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
import pyarrow.parquet as pq
import typer

from benchmarks.alone import Peer, Run, in_turn, table
from benchmarks.measuring import write_page
from features.calendar import add_months
from features.feature import learnable
from features.vector import Vectors, model_matrix
from monitoring.spread import LEAST_ROWS

DAY = date(2026, 11, 22)
ROWS = 10_000  # households on either side; and once as many as there are
FEATURES, ROUNDS, SEED = 60, 3, 1
PLANTED, TIMES = "medical_out_of_pocket_12m", 3.0
EVIDENTLY, KEPT, ANEW = "Evidently", "ours, the reference kept with the model", "ours, the reference made anew"
Frames = tuple[pd.DataFrame, pd.DataFrame]


def halves(vectors: Vectors, rows: int) -> Frames:
    """So many households and as many others of one day, in the second the planted feature."""
    drawn = vectors.drawn(DAY, 2 * rows, SEED)
    matrix = model_matrix(drawn, list(learnable())).sample(frac=1, random_state=SEED)
    names = compared(matrix)
    before, now = matrix[names].iloc[:rows], matrix[names].iloc[rows:]
    return before, now.assign(**{PLANTED: now[PLANTED] * TIMES})


def half_of_all(vectors: Vectors) -> int:
    """Half of the households of the day."""
    return pq.read_metadata(vectors.path(DAY)).num_rows // 2


def year_later(vectors: Vectors, rows: int) -> Frames:
    """Households a year before, and now, the same features."""
    dates = (add_months(DAY, -12), DAY)
    before, now = (model_matrix(vectors.drawn(day, rows, SEED), list(learnable())) for day in dates)
    names = compared(before)
    return before[names], now[names]


def compared(matrix: pd.DataFrame) -> list[str]:
    """Features that are known of enough households and not the same of all, the planted one first."""
    told = [n for n in learnable() if matrix[n].count() >= LEAST_ROWS and matrix[n].nunique() > 1 and n != PLANTED]
    return [PLANTED, *told[:: max(1, len(told) // FEATURES)]][:FEATURES]


def measured(frames: Frames, folder: Path, rounds: int) -> dict[str, list[Run]]:
    """The runs of all on two frames."""
    paths = (folder / "before.parquet", folder / "now.parquet")
    for frame, path in zip(frames, paths, strict=True):
        frame.to_parquet(path)
    peers = {
        EVIDENTLY: Peer("benchmarks.drift_by_evidently", paths),
        KEPT: Peer("benchmarks.drift_by_us", (*paths, "kept")),
        ANEW: Peer("benchmarks.drift_by_us", (*paths, "anew")),
    }
    return in_turn(peers, rounds)


def named(runs: dict[str, list[Run]]) -> tuple[list[str], list[str]]:
    """What Evidently and what we say has moved."""
    return runs[EVIDENTLY][0].found, runs[KEPT][0].found


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["a", "b"]), listed([])
    ('`a`, `b`', 'none')
    """
    return ", ".join(f"`{name}`" for name in names) or "none"


def section(vectors: Vectors, rows: int, folder: Path) -> list[str]:
    """The page's part on so many households."""
    frames = halves(vectors, rows)
    runs = measured(frames, folder, ROUNDS)
    theirs, ours = named(runs)
    return [
        f"## {rows:,} households × {len(frames[0].columns)} features",
        "",
        *table(runs, EVIDENTLY),
        "",
        f"Planted: `{PLANTED}` × {TIMES:g} in one of the halves. Moved by Evidently: {listed(theirs)}; by ours: "
        f"{listed(ours)}.",
        "",
    ]


def agreement(vectors: Vectors, rows: int, folder: Path) -> list[str]:
    """The page's part on what moved within a year."""
    theirs, ours = named(measured(year_later(vectors, rows), folder, 0))
    return [
        f"## A year later, {rows:,} households",
        "",
        f"Nothing is planted; whatever moved within the year is there. Moved by both: "
        f"{listed([n for n in ours if n in theirs])}; by Evidently only: "
        f"{listed([n for n in theirs if n not in ours])}; by ours only: "
        f"{listed([n for n in ours if n not in theirs])}.",
        "",
    ]


def main(vectors: Annotated[Path, typer.Option(help="A folder of vectors.")]) -> None:
    """Measure all sizes and write the page."""
    there, lines = Vectors(vectors), [*ABOUT.format(n=ROUNDS).splitlines(), ""]
    with tempfile.TemporaryDirectory() as folder:
        for rows in (ROWS, half_of_all(there)):
            lines += section(there, rows, Path(folder))
        lines += agreement(there, ROWS, Path(folder))
    command = "python -m benchmarks.drift_peers --vectors FOLDER"
    write_page("drift_peers", "Drift beside Evidently", command, [*lines, *HELD.splitlines()])


ABOUT = """\
Evidently's `DataDriftPreset()` as it comes, and ours (`monitoring.moved.between`), on the same vectors in the models'
units, each in a process of its own, in turn, {n} rounds. Reading the files and importing are not in the seconds; the
most memory is that of the whole process."""
HELD = """\
What cannot be compared: Evidently's report also draws every feature (its figures come with its pictures); ours only
measures, and the page of a week draws what it needs. Evidently calls a feature drifted at a Wasserstein distance of 0.1
standard deviations (a Jensen-Shannon distance of 0.1 where there are at most five values); ours asks for that distance
and for a stability index of 0.25, so that neither a far move of few nor a small one of many is an alarm. An alarm of a
week asks for more: the same season of last year must be as far (monitoring/moved.py)."""

if __name__ == "__main__":
    typer.run(main)
