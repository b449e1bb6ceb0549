"""Twenty features of one date beside pandas and Polars: writes benchmarks/vectors_peers.md.

    python -m benchmarks.vectors_peers --county FOLDER [--county FOLDER] [--peers FOLDER]

Each county is a record store; a small one is invented beside them, for `benchmarks.check` to measure again. With
`--peers`, Polars is measured in an environment of its own, made in that folder unless it is there. Every value of every
way is compared; where one differs, there is no page.
"""

import features.environment  # noqa: F401  isort: skip

import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import Annotated

import numpy as np
import pandas as pd
import typer

from benchmarks.alone import Peer, Run, environment, faster, in_turn, table
from benchmarks.measuring import write_page
from benchmarks.vectors_declared import NAMES, chosen
from features.engine import connect, parquet
from features.records import Records
from features.synthetic.county import invent

DAY = date(2026, 9, 27)  # records that became known later lie in the stores: nobody may see them
SMALL, SEED = 2_000, 1
ROUNDS, MANY, ROUNDS_OF_MANY = 5, 100_000, 3  # households
POLARS = ("polars==2.1.0",)
PANDAS, BLOCKS, WHOLE = "pandas", "declared, block by block", "declared, all in one database"


def peers(county: Path, out: Path, polars: Path | None) -> dict[str, Peer]:
    """Who makes the vectors of a county, each into a file of its own in `out`."""

    def peer(name: str, way: str, *more: str, python: Path = Path(sys.executable)) -> Peer:
        return Peer(f"benchmarks.vectors_{way}", (county.absolute(), DAY, out / f"{name}.parquet", *more), python)

    found = {PANDAS: peer(PANDAS, "by_pandas")}
    if polars is not None:
        found["Polars"] = peer("Polars", "by_polars", python=polars)
    return found | {BLOCKS: peer(BLOCKS, "declared", "blocks"), WHOLE: peer(WHOLE, "declared", "whole")}


def measured(county: Path, polars: Path | None, rounds: int) -> tuple[dict[str, list[Run]], pd.DataFrame]:
    """The runs of all, and the vectors, in which all agree."""
    with tempfile.TemporaryDirectory() as folder:
        found = in_turn(peers(county, Path(folder), polars), rounds)
        made = {name: values(Path(folder) / f"{name}.parquet") for name in found}
    for name in found:
        if wrong := different(made[BLOCKS], made[name]):
            sys.exit(f"{county}: {name} gives other values than the declarations: {wrong}")
    return found, made[BLOCKS]


def values(path: Path) -> pd.DataFrame:
    """What one way wrote, households in order."""
    rows = pd.read_parquet(path)
    rows = rows.set_index("household_id") if "household_id" in rows else rows
    return rows[list(NAMES)].astype("float64").sort_index()


def different(ours: pd.DataFrame, theirs: pd.DataFrame) -> dict[str, int]:
    """How many households differ, by feature: unknown equals unknown only, never zero."""
    if list(ours.index) != list(theirs.index):
        return {"households": len(ours.index.symmetric_difference(theirs.index))}
    same = np.isclose(ours, theirs, rtol=1e-9, atol=1e-7, equal_nan=True)
    return {name: int(wrong) for name, wrong in zip(NAMES, (~same).sum(axis=0), strict=True) if wrong}


def read(records: Records) -> str:
    """What lies in the tables that are read, in a sentence."""
    names = dict.fromkeys(["households", "members", *(f.table for f in chosen().values() if f.table)])
    asked = f"count(*), count(*) - count(DISTINCT record_id), sum(withdrawn::INT), sum((known_on > DATE '{DAY}')::INT)"
    with connect() as connection:
        rows = [connection.execute(f"SELECT {asked} FROM {parquet(records.batches(n))}").fetchall()[0] for n in names]
    total, again, withdrawn, later = (sum(column) for column in zip(*rows, strict=True))
    return (
        f"{total:,} records are read: {again:,} of them correct or withdraw another ({withdrawn:,} withdraw), "
        f"{later:,} became known after {DAY} and may not be seen."
    )


def section(county: Path, polars: Path | None) -> list[str]:
    """One county's part of the page."""
    records = Records(county)
    households = len(pd.concat(pd.read_parquet(b, columns=["household_id"]) for b in records.batches("households")))
    rounds = ROUNDS if households < MANY else ROUNDS_OF_MANY
    found, vectors = measured(county, polars, rounds)
    return [
        f"## {round(len(vectors), -3):,} households",
        "",
        f"{len(vectors):,} vectors; {read(records)} Every value is the same in all ways: "
        f"{vectors.isna().sum().sum():,} are unknown and {(vectors == 0).sum().sum():,} zero. {rounds} rounds.",
        "",
        *table(found, PANDAS),
        *([] if polars else ["| Polars | not installed: say where with --peers | | | |"]),
        "",
        *beside(found),
        "",
    ]


def beside(found: Mapping[str, list[Run]]) -> list[str]:
    """In words, what the way of the weekly run costs beside each peer."""
    said = []
    for name in (n for n in found if n not in (BLOCKS, WHOLE)):
        cpu, whole = (1 / median(faster(found[name], found[way])) for way in (BLOCKS, WHOLE))
        memory = found[BLOCKS][0].megabytes / found[name][0].megabytes
        said.append(
            f"Beside {name} the weekly run's way takes {cpu:.1f} × the CPU seconds and {memory:.1f} × the memory; "
            f"all in one database, {whole:.1f} × the CPU seconds."
        )
    return said


def invented(folder: Path) -> Path:
    """The small county."""
    return invent(folder / "county", households=SMALL, seed=SEED, truth=folder / "truth").records.root


def ratios(rounds: int) -> dict[str, float]:
    """Our median ratios for the small county, as the page has them."""
    with tempfile.TemporaryDirectory() as folder:
        found, _ = measured(invented(Path(folder)), None, rounds)
    return {f"{SMALL:,} households: {way}": median(faster(found[PANDAS], found[way])) for way in (BLOCKS, WHOLE)}


def main(
    county: Annotated[list[Path] | None, typer.Option(help="A record store; may be given several times.")] = None,
    peers: Annotated[Path | None, typer.Option(help="A folder for the environment of Polars.")] = None,
) -> None:
    """Measure all counties and write the page."""
    polars = environment(peers / "polars", POLARS) if peers else None
    lines = [*ABOUT.format(count=len(NAMES), names=", ".join(NAMES), day=DAY).splitlines(), ""]
    with tempfile.TemporaryDirectory() as folder:
        for one in (invented(Path(folder)), *(county or [])):
            lines += section(one, polars)
    write_page("vectors_peers", "Vectors beside pandas and Polars", COMMAND, [*lines, *HELD.splitlines()])


COMMAND = "python -m benchmarks.vectors_peers --county FOLDER --peers FOLDER"
ABOUT = """\
{count} declared features as of {day}: {names}.
From the Parquet files of a record store to a Parquet file of vectors, each way in a process of its own, in turn, two
threads each (pandas itself uses one); only the columns needed are read. The first run of each imports and compiles and
is left out, but the most memory is that of a process after its first run. By hand: [pandas](vectors_by_pandas.py),
[Polars](vectors_by_polars.py), lazy and streaming; declared: [both ways](vectors_declared.py)."""
HELD = """\
What cannot be compared: both peers are written for these features and a county that sends every table; they do not
look whether a table covers a window, which ours does for every feature, village and date. Ours also writes the latest
day of every table's evidence and the monitoring line, and refuses a household without members. Block by block (25,000
households) the records are first arranged on disk, which keeps the memory of a province flat and is done once for many
dates (see [vectors](vectors.md)). The weekly run makes two blocks at once; here one process makes them all."""

if __name__ == "__main__":
    typer.run(main)
