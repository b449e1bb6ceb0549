"""The five strongest reasons of two models for two million households: writes benchmarks/reasons.md.

    python -m benchmarks.reasons [--households 2000000] [--trees 500] [--leaves 63] [--precision f4] [--run out/demo]

From Parquet to Parquet, block by block: read, both models' contributions, the five strongest of each and the raw
scores, write. Rows and models are those of benchmarks.contributions (70 features, unknown values, categories);
words are put to reasons later, and only for who is looked at.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import resource
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.contributions import invented
from benchmarks.measuring import write_page
from benchmarks.unchanged import unchanged
from features.engine import THREADS
from features.pieces import pieces_of
from models.kernel.explainer import Explainer, description

BLOCK, MOST = 20_000, 5
ASKED_SECONDS, ASKED_MB = 360, 3_000
MODELS = {"risk": True, "index": False}  # name -> whether it has categories; the second asks for the smallest


@dataclass
class Spent:
    """Seconds by the clock and of CPU, by step."""

    clock: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    began: tuple[float, float] = (0.0, 0.0)

    def start(self) -> None:
        """A step begins."""
        self.began = time.perf_counter(), time.process_time()

    def stop(self, step: str) -> None:
        """It ends; the next one begins."""
        clock, cpu = self.began
        self.clock[step] = self.clock.get(step, 0.0) + time.perf_counter() - clock
        self.cpu[step] = self.cpu.get(step, 0.0) + time.process_time() - cpu
        self.start()


def write_matrix(path: Path, households: int, rows: np.ndarray) -> None:
    """A Parquet file of so many rows, `rows` again and again, a block in each row group."""
    block = pa.table({f"f{n}": rows[:, n].astype("float32") for n in range(rows.shape[1])})
    with pq.ParquetWriter(path, block.schema) as file:
        for start in range(0, households, len(rows)):
            file.write_table(block.slice(0, min(len(rows), households - start)))


def explain(given: Path, found: Path, explainers: dict[str, Explainer], spent: Spent) -> None:
    """Every row's strongest contributions and raw scores, from file to file."""
    fields = [(f"{name}_{what}", kind) for name in explainers for what, kind in KINDS.items()]
    with pq.ParquetWriter(found, pa.schema(fields)) as file:
        spent.start()
        for batch in pieces_of(given, BLOCK):
            matrix = np.column_stack([column.to_numpy() for column in batch.columns]).astype("float64")
            spent.stop("read")
            columns: list[pa.Array] = []
            for name, explainer in explainers.items():
                strongest = explainer.strongest(matrix, MOST, raising=name == "risk")
                columns += [_lists(strongest.columns), _lists(strongest.contributions), pa.array(strongest.raw)]
            spent.stop("explain")
            file.write_table(pa.table(columns, schema=file.schema))
            spent.stop("write")


KINDS = {"reasons": pa.list_(pa.int32(), MOST), "contributions": pa.list_(pa.float64(), MOST), "raw": pa.float64()}


def _lists(values: np.ndarray) -> pa.Array:
    return pa.FixedSizeListArray.from_arrays(pa.array(values.ravel()), values.shape[1])


def main() -> None:
    """Make models and rows, explain them all, write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--households", type=int, default=2_000_000)
    asked.add_argument("--trees", type=int, default=500)
    asked.add_argument("--leaves", type=int, default=63)
    asked.add_argument("--precision", choices=("f4", "f8"), default="f4")
    asked.add_argument("--run", type=Path, help="a run of weekly vectors, to tell how many reasons could be kept")
    given = asked.parse_args()
    models = {name: invented(given.trees, given.leaves, categories) for name, categories in MODELS.items()}
    options = {"threads": THREADS, "precision": given.precision}
    explainers = {name: Explainer.of(model.booster, **options) for name, model in models.items()}
    spent = Spent()
    with tempfile.TemporaryDirectory() as folder:
        matrix, found = Path(folder) / "matrix.parquet", Path(folder) / "reasons.parquet"
        write_matrix(matrix, given.households, models["risk"].matrix)
        explain(matrix, found, explainers, spent)
        sizes = f"{matrix.stat().st_size / 1e6:,.0f} MB read, {found.stat().st_size / 1e6:,.0f} MB written"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    clock, cpu = sum(spent.clock.values()), sum(spent.cpu.values())
    met = "reached" if clock <= ASKED_SECONDS and peak <= ASKED_MB else "missed"
    shapes = f"two models of {given.trees}×{given.leaves} on 70 features, {given.precision}, {THREADS} threads"
    rates = (
        f"{given.households / clock:,.0f} households a second by the clock, {given.households / cpu:,.0f} a CPU second"
    )
    lines = [
        f"{given.households:,} households, {shapes}; {description()}. {sizes}.",
        "",
        *("| step | s by the clock | CPU s |", "|---|---|---|"),
        *(f"| {step} | {seconds:.1f} | {spent.cpu[step]:.1f} |" for step, seconds in spent.clock.items()),
        f"| **all** | **{clock:.1f}** | **{cpu:.1f}** |",
        "",
        f"{rates}. Peak memory {peak:,.0f} MB, fitting the models included.",
        "",
        f"Asked of 2,000,000: {ASKED_SECONDS} s and {ASKED_MB:,} MB"
        + (f", {met}." if given.households >= 2_000_000 else "; this run is smaller."),
        *(["", *unchanged(given.run)] if given.run else []),
    ]
    command = f"python -m benchmarks.reasons --households {given.households} --precision {given.precision}"
    command += f" --run {given.run}" if given.run else ""
    write_page("reasons", "Reasons for every household", command, lines)


if __name__ == "__main__":
    main()
