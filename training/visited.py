"""The visits of a "visited" source, read once: a panel's frame is large and every step asks for it."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from features.records import Records
from features.visits import visits_frame


def visits(records: Records) -> pd.DataFrame:
    """`features.visits.visits_frame` of the whole store; do not change it in place."""
    return _visits(records.root, records.contents())


@lru_cache(maxsize=1)
def _visits(root: Path, contents: str) -> pd.DataFrame:
    return visits_frame(Records(root))
