"""The list of a county with 50,000 households on it, exported as the page of the week does it.

`python -m benchmarks.export --run out/demo` repeats the demo's listed households and writes benchmarks/export.md.
"""

import argparse
import json
import resource
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.excel import COLUMNS, one
from benchmarks.measuring import write_page
from features.scope import Scope
from serving.access.caller import Caller, Within
from serving.access.role import roles
from serving.database.base import now
from serving.database.exports import Export
from serving.database.lists import Listed, PublishedList
from serving.exporting import workbook
from serving.publishing import LISTS
from serving.reading.places import Places
from serving.run import Run

ROWS, ASKED = 50_000, 30.0
DANGEROUS = '=HYPERLINK("http://x")'


def listed(run: Run, week: str, number: int) -> list[Listed]:
    """The week's rows, again and again under other keys, until there are `number`."""
    rows = run.listed(week).drop(columns=["as_of"]).to_dict("records")
    return [Listed(**_read(row), household_id=f"H{n:06d}") for n, row in enumerate(islice(cycle(rows), number))]


def _read(row: dict[Any, Any]) -> dict[str, Any]:
    return {name: json.loads(v) if name in LISTS else v for name, v in row.items() if name != "household_id"}


def export(run: Run, week: str, rows: list[Listed]) -> bytes:
    """The workbook, for a county officer; every name begins like a formula."""
    day = run.last_day()
    about = PublishedList(week=week, as_of=day, published_at=now(), about=run.about(week))
    areas = run.records.rows("areas", day, Scope.everything())
    known = {a["area_code"]: (a["level"], a["area_name"]) for a in areas.to_dict("records")}
    caller = Caller(name="officer", role=roles()["county_officer"], within=Within.everything())
    noted = Export(export_id=1, week=week, who="officer", role="county_officer", at=now(), reason="measuring")
    names = {row.household_id: DANGEROUS for row in rows}
    return workbook(run, about, rows, Places(known, caller.within), caller, names, noted)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("out/demo"))
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args()
    run = Run(given.run)
    week = run.weeks()[-1]
    rows = listed(run, week, given.rows)
    begun, busy = time.monotonic(), time.process_time()
    content = export(run, week, rows)
    seconds, busy = time.monotonic() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    wide = one("ours, printed list", given.rows)["wall"]
    met = max(seconds, wide) <= ASKED
    lines = [
        f"{given.rows:,} listed households in the county's column order, a sheet for each township, reasons and",
        f"measures in words: **{seconds:.1f} s** on the clock, {busy:.1f} s of CPU, {len(content) / 1e6:.1f} MB,",
        f"peak {peak:.2f} GB. {given.rows:,} rows of {COLUMNS} plain columns by the same writer: **{wide:.1f} s**.",
        "",
        f"Asked: 50,000 rows × 30 columns within {ASKED:.0f} s: {'met' if met else 'MISSED'}. It is the printed list's",
        "writer (`models/sheets`; beside others: `excel.md`); every name begins like a formula and stays text.",
    ]
    print(write_page("export", "A list of 50,000 households exported", "python -m benchmarks.export", lines))


if __name__ == "__main__":
    main()
