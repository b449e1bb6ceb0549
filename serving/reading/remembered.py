"""Records of a whole area, read once for as long as nothing was added to the store: pages ask for them all day."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from features.records import Records
from features.scope import Scope


def area_records(records: Records, name: str, as_of: date, scope: Scope) -> pd.DataFrame:
    """`Records.rows`; the frame is shared, so do not change it in place."""
    return _rows(records.root, records.contents(), name, as_of, scope)


@lru_cache(maxsize=24)
def _rows(root: Path, contents: str, name: str, as_of: date, scope: Scope) -> pd.DataFrame:
    return Records(root).rows(name, as_of, scope)
