"""One date's vectors on Spark on this machine beside DuckDB, compared value by value: writes benchmarks/spark.md.

    python -m benchmarks.spark [--run out/demo] [--rounds 2]

CPU is that of all processes (Spark's Java and Python too); the first round, which compiles the queries, is told
apart. Rates per core are what docs/explanation/sizing.md multiplies.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

import features.environment
from benchmarks.measuring import write_page
from benchmarks.on_request import cpu_of, descendants
from features.engine import THREADS
from features.feature import features
from features.holdings import Holdings
from features.spark.engine import local_settings, open_session
from features.spark.vectors import vectors_on_spark
from features.vector import build_vectors

CLOSE = 1e-9


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of this process and its descendants, and seconds by the clock."""
    cpu, clock = cpu_of(None) + cpu_of(descendants()), time.perf_counter()
    work()
    return cpu_of(None) + cpu_of(descendants()) - cpu, time.perf_counter() - clock


def apart(one: pd.DataFrame, other: pd.DataFrame) -> int:
    """In how many values they differ by more than CLOSE."""
    names = list(features())
    near = np.isclose(
        one[names].to_numpy("float64"), other[names].to_numpy("float64"), rtol=CLOSE, atol=CLOSE, equal_nan=True
    )
    return int((~near).sum())


def main() -> None:
    """Both engines in turn, then the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--run", type=Path, default=Path("out/demo"))
    asked.add_argument("--rounds", type=int, default=2)
    given = asked.parse_args()
    held = Holdings.open(given.run)
    day: date = max(held.vectors.dates)
    session = open_session(f"local[{THREADS}]", local_settings(THREADS))
    took: dict[str, list[tuple[float, float]]] = {"Spark": [], "DuckDB": []}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for number in range(given.rounds + 1):
            on_spark = lambda: vectors_on_spark(session, held.records, [day], str(here), standards=held.standards)  # noqa: E731
            fresh = here / f"duckdb-{number}"
            in_duckdb = lambda fresh=fresh: build_vectors(held.records, [day], fresh, standards=held.standards)  # noqa: E731
            took["Spark"].append(spent(on_spark))
            took["DuckDB"].append(spent(in_duckdb))
        theirs = pd.read_parquet(here / f"as_of-{day}.parquet")
        ours = pd.read_parquet(fresh / f"as_of-{day}.parquet")
    session.stop()
    lines = ["| | first CPU s | CPU s | s by the clock | households a CPU second |", "|---|---|---|---|---|"]
    for name, some in took.items():
        cpu, clock = (median(one[n] for one in some[1:]) for n in (0, 1))
        lines.append(f"| {name} | {some[0][0]:.1f} | {cpu:.1f} | {clock:.1f} | {len(ours) / cpu:,.0f} |")
    told = f"{len(ours):,} households, {len(features())} features, one date, {THREADS} threads, {given.rounds} rounds."
    compared = f"{apart(theirs, ours)} of {len(ours) * len(features()):,} values differ by more than {CLOSE:.0e}."
    command = f"python -m benchmarks.spark --run {re.sub('^/.*/', '', str(given.run))}"
    write_page("spark", "Vectors on Spark", command, [told, "", *lines, "", compared])


if __name__ == "__main__":
    main()
