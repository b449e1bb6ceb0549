"""The files of a record store, refused in one sentence where they are damaged or not what they should be."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from features.errors import ContractError, RecordStoreError
from features.table import Table


def read_json(path: Path) -> Any:
    """What a JSON file holds; raises RecordStoreError if it is damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RecordStoreError(f"{path}: is no readable JSON ({error}); mend it or restore it from a backup") from None


def check_batches(tables: Iterable[Table], batches: Callable[[str], list[Path]]) -> None:
    """Raise for the first batch of a store that is damaged or lacks what its table requires; see `check_batch`.

    `batches` gives the batches of a table by its name.
    """
    for contract in tables:
        for path in batches(contract.name):
            check_batch(contract, path)


def check_batch(contract: Table, path: Path) -> None:
    """Raise RecordStoreError unless the file is whole, ContractError unless it has what the table requires.

    Reads the end of the file only. Columns that are not required may be missing: a batch may be older than they are.
    """
    where = f"table {contract.name}, batch {path.name}"
    try:
        names = pq.read_schema(path).names
    except (pa.ArrowInvalid, OSError):
        raise RecordStoreError(
            f"{where}: is cut off or damaged; put the file back from the backup, or remove it and send its rows again"
        ) from None
    missing = [n for n, column in contract.all_columns.items() if column.required and n not in names]
    if missing:
        raise ContractError(f"{where}: lacks required column {', '.join(missing)}; remove it and send its rows again")
