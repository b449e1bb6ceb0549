"""What is read of a whole area's records, remembered for as long as nothing was added to the store.

Pages ask for the same all day. What is remembered belongs to a day and a scope; it is shared, so nobody changes it.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from features.records import Records
from features.scope import Scope

R = TypeVar("R")
MOST = 48  # answers of one kind: some days of some areas


def remembered(answer: Callable[..., R]) -> Callable[..., R]:
    """`answer(records, as_of, scope, *more)`, given again while the store holds the same; `more` can be hashed."""

    @lru_cache(maxsize=MOST)
    def made(_contents: str, root: Path, as_of: date, scope: Scope, *more: Any) -> R:
        return answer(Records(root), as_of, scope, *more)

    @wraps(answer)
    def asked(records: Records, as_of: date, scope: Scope, *more: Any) -> R:
        return made(records.contents(), records.root, as_of, scope, *more)

    return asked


@remembered
def area_records(records: Records, as_of: date, scope: Scope, name: str) -> pd.DataFrame:
    """`Records.rows` of table `name`."""
    return records.rows(name, as_of, scope)
