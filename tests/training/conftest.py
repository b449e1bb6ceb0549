"""Small record stores for the tests of training, written as ascii tables."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from features.ascii_table import read_ascii
from features.coverage import Covered
from features.records import Records, Source
from features.table import table, tables

COUNTY = Source(name="tiny", title_zh="小县", title_en="A tiny county")
_KINDS = {"BIGINT": int, "DOUBLE": float, "DATE": date.fromisoformat, "BOOLEAN": lambda c: c == "true", "VARCHAR": str}


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., Records]:
    """`store(table="ascii rows", …)` makes a record store."""
    return lambda source=COUNTY, **records: made_store(tmp_path / "records", source, **records)


def made_store(root: Path, source: Source = COUNTY, **records: str) -> Records:
    """A store with one batch per table; record_id, known_on and withdrawn are filled in where left out."""
    covered = [Covered(table=name, first_on=date(2000, 1, 1)) for name in tables()]
    made = Records.create(root, source, covered)
    for name, text in records.items():
        add(made, name, text)
    return made


@pytest.fixture
def append() -> Callable[[Records, str, str], None]:
    """`append(records, table, "ascii rows")` adds a later batch."""
    return add


def add(records: Records, name: str, text: str) -> None:
    """Append a batch written as an ascii table."""
    contract = table(name)
    rows = []
    for number, row in enumerate(read_ascii(text)):
        full = {"record_id": f"{name}{number}", "known_on": row["happened_on"], "withdrawn": "false"} | row
        kinds = {c: _KINDS[contract.all_columns[c].kind.sql] for c in full}
        rows.append({c: None if v is None else kinds[c](v) for c, v in full.items()})
    records.append(name, pa.Table.from_pandas(pd.DataFrame(rows), preserve_index=False))
