"""Vectors beside SQL written by hand for the same columns, and of many dates beside those of one.

    python -m benchmarks.vectors --county FOLDER

FOLDER is a record store (`python -m features.synthetic --out …`). Writes `benchmarks/vectors.md`. CPU seconds of all
threads, in turn, so that other work on the machine hardly counts. Values are compared before anything is timed.
"""

import re
import resource
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import typer

import features.environment
from benchmarks.measuring import interleaved, ratio, spread, write_page
from features import in_blocks
from features.arranged import ALWAYS, arrange, columns_read
from features.assembly import Assembly
from features.block import BlockAssembly, lasting
from features.calendar import add_months, month_end
from features.engine import connect
from features.feature import Feature, features
from features.reading import readings
from features.records import Records, versions_sql
from features.scope import Scope
from features.standard import Standards
from features.table import table, tables
from features.vector import Vectors, build_vectors

DAY = date(2026, 11, 22)
HAND = Path(__file__).with_name("hand_written.sql")
TABLES = ("medical_claims", "incomes")
ROUNDS = 3


def written_by_hand() -> dict[str, Feature]:
    """The features whose columns stand in the hand-written SQL."""
    text = HAND.read_text(encoding="utf-8")
    return {n: f for n, f in features().items() if f.table in TABLES and f" AS {n}" in text}


def by_hand(records: Records) -> pd.DataFrame:
    """The hand-written columns, households in order."""
    files = {
        "claims": records.batches("medical_claims"),
        "incomes": records.batches("incomes"),
        "members": records.batches("members"),
    }
    with connect() as connection:
        text = HAND.read_text(encoding="utf-8")
        for name, batches in files.items():
            text = text.replace(f"{{{name}}}", str([str(b) for b in batches]))
        connection.execute(text)
        joined = "incomes FULL JOIN income_months USING (household_id) FULL JOIN claims USING (household_id)"
        return connection.execute(f"SELECT * FROM {joined} ORDER BY household_id").df().set_index("household_id")


def declared(
    records: Records, chosen: Mapping[str, Feature], as_of: date = DAY, spill: Path | None = None
) -> pd.DataFrame:
    """The chosen features from their declarations, as Spark is asked too: of the same files, each read once."""
    read = tuple(dict.fromkeys(f.table for f in chosen.values() if f.table))
    with connect(spill) as connection:
        records.register_raw(connection, known_until=as_of)
        for contract in map(table, dict.fromkeys((*ALWAYS, *read))):
            columns = ", ".join(columns_read(contract, chosen.values()))
            versions = f"SELECT {columns} FROM ({versions_sql(contract, Scope.everything())})"
            kind = "TABLE" if contract.name in ALWAYS else "VIEW"  # those are read again
            connection.execute(f"CREATE TEMP {kind} versions_{contract.name} AS {versions}")
        assembly = Assembly(connection, [as_of], declared=chosen)
        assembly.prepare()
        sent = {n: connection.execute(f"SELECT max(known_on) FROM raw_{n}").fetchall()[0][0] for n in read}
        assembly.compute(records.coverage, None, {(name, as_of): last for name, last in sent.items()})
        return connection.execute(assembly.select(as_of)).df().set_index("household_id")


def arranged(records: Records, work: Path) -> pa.Table:
    """The same the way `build_vectors` goes: records arranged on disk first, here in one block."""
    shutil.rmtree(work, ignore_errors=True)
    chosen = written_by_hand()
    arrangement = arrange(
        records, work, chosen.values(), scope=Scope.everything(), known_until=DAY, block_size=in_blocks.BLOCK
    )
    with connect(work) as connection:
        arrangement.register(connection, 0, lasting(readings(list(chosen.values()))))
        assembly = BlockAssembly(connection, [DAY], declared=chosen)
        assembly.take([DAY])
        assembly.compute(records.coverage, None, arrangement.heard([DAY]))
        return assembly.vectors(DAY)


def different(hand: pd.DataFrame, made: pd.DataFrame) -> Mapping[str, int]:
    """How many households differ, by feature; a household or value that the one lacks must be nothing in the other."""
    found = {}
    for name, feature in written_by_hand().items():
        one, two = made[name].to_numpy("float64"), hand[name].reindex(made.index).to_numpy("float64")
        empty = np.nan if feature.when_empty is None else feature.when_empty
        two = np.where(np.isnan(two), empty, two)
        same = np.isclose(one, two, rtol=1e-9, atol=1e-7, equal_nan=True) | np.isnan(one)
        if not same.all():
            found[name] = int((~same).sum())
    return found


def dates(count: int) -> list[date]:
    """The benchmark's day and the month ends before it."""
    return [DAY, *(month_end(add_months(DAY, -n)) for n in range(1, count))]


def built(records: Records, work: Path, count: int) -> Vectors:
    """The vectors of so many dates, made anew."""
    shutil.rmtree(work, ignore_errors=True)
    standards = Standards.load(records.root / "standards")
    return build_vectors(records, dates(count), work, standards=standards)


def timed(records: Records, work: Path, count: int) -> float:
    """CPU seconds of that."""
    began = time.process_time()
    built(records, work, count)
    return time.process_time() - began


SHARES = {
    "versions_|numbers|homes|placed_|by_day_": "records read, incomes grouped by day (once for all dates)",
    "of_incomes|rows_incomes": "readings of incomes, date by date",
    "of_|rows_|persons|spine|places|near|dates": "the other readings, date by date",
}
WRITTEN = "put side by side and written, date by date"
HELD = """
What is left: every date goes through the groups by day of incomes again, since medians, spreads, distinct amounts and
the month before do not add up from one date to the next, and three dozen other readings are asked again for every date.
The first two rows differ mostly by what arranging the records in blocks on disk costs, which keeps memory flat for a
province; the SQL by hand holds whole tables.
"""
REST = "the rest: arranging records, handing columns to and fro, declarations"


class Watched:
    """A connection whose statements' CPU seconds are added to `spent` by share."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, spent: Counter[str]) -> None:
        self.connection, self.spent = connection, spent

    def execute(self, statement: str, *given: object) -> duckdb.DuckDBPyConnection:
        """Run it."""
        name = re.sub(r"^CREATE OR REPLACE TEMP (TABLE|VIEW) ", "", statement.strip())
        share = next((words for names, words in SHARES.items() if re.match(names, name)), REST)
        began = time.process_time()
        found = self.connection.execute(statement, *given)
        self.spent[share] += time.process_time() - began
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.close()


def counted(spent: Counter[str], does: Callable[..., Any]) -> Callable[..., Any]:
    """`does`, its CPU seconds added to what is spent on writing."""

    def run(*given: object) -> object:
        began = time.process_time()
        found = does(*given)
        spent[WRITTEN] += time.process_time() - began
        return found

    return run


def profiled(records: Records, work: Path, count: int) -> tuple[float, dict[str, float]]:
    """CPU seconds of so many dates, in all and by share."""
    spent: Counter[str] = Counter()
    with (
        patch.object(in_blocks, "connect", lambda *given: Watched(connect(*given), spent)),
        patch.object(in_blocks, "_write", counted(spent, in_blocks._write)),
        patch.object(BlockAssembly, "_put_together", counted(spent, BlockAssembly._put_together)),
    ):
        total = timed(records, work, count)
    rest = total - sum(seconds for share, seconds in spent.items() if share != REST)
    return total, {**{words: spent[words] for words in (*SHARES.values(), WRITTEN)}, REST: rest}


def reached(records: Records) -> str:
    """How much of what is declared stands in the hand-written SQL."""
    rows = {name: sum(pq.read_metadata(b).num_rows for b in records.batches(name)) for name in tables()}
    of_records = sum(bool(f.table) for f in features().values())
    share = sum(rows[name] for name in TABLES) / sum(rows.values())
    return (
        f"By hand are {len(written_by_hand())} of the {of_records} features of records, those of the two largest "
        f"tables: {share:.0%} of all records ([the SQL](hand_written.sql))."
    )


def main(
    county: Annotated[Path, typer.Option(help="A record store.")],
    work: Annotated[Path, typer.Option(help="A folder for vectors.")] = Path("out/bench/vectors"),
    count: Annotated[int, typer.Option("--dates", help="How many dates beside one.")] = 24,
) -> None:
    """Measure and write benchmarks/vectors.md."""
    records = Records(county)
    hand = by_hand(records)
    built_so = arranged(records, work).to_pandas().set_index("household_id")
    wrong = {**different(hand, declared(records, written_by_hand())), **different(hand, built_so)}
    peers = {"hand": lambda: by_hand(records), "declared": lambda: declared(records, written_by_hand())}
    seconds = interleaved(peers | {"arranged": lambda: arranged(records, work)}, ROUNDS)
    times, on_disk = (ratio(seconds[peer], seconds["hand"]) for peer in ("declared", "arranged"))
    one = timed(records, work, 1)
    many, shares = profiled(records, work, count)
    again, shares_of_one = profiled(records, work, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = "at most 8 ×" if count == 24 else "asked of 24 only"
    lines = [
        f"An invented county of {len(hand):,} households with records, 36 months. CPU seconds of all threads.\n",
        "| what | asked | measured |",
        "|---|---|---|",
        f"| {len(written_by_hand())} features of medical claims and incomes, declared, over SQL by hand, one date | "
        f"at most 1.3 × | {spread(times)} × |",
        f"| the same by way of the blocks on disk that keep memory flat | | {spread(on_disk)} × |",
        f"| all {len(features())} features, {count} dates over one | {asked} | "
        f"{many / max(one, again):.1f} – {many / min(one, again):.1f} × |",
        "",
        f"One date {one:.1f} and {again:.1f} s, {count} dates {many:.1f} s; {peak:.0f} MB at most, all of it together. "
        f"{reached(records)}\n",
        f"| where the CPU seconds go | one date | {count} dates |",
        "|---|---|---|",
        *(f"| {words} | {shares_of_one[words]:.1f} | {seconds:.1f} |" for words, seconds in shares.items()),
        HELD.rstrip(),
        f"\nValues that differ: {dict(wrong) or 'none'}.",
    ]
    write_page("vectors", "Vectors", "python -m benchmarks.vectors --county FOLDER", lines)


if __name__ == "__main__":
    typer.run(main)
