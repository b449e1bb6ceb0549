"""What is read of a whole area's records, remembered for as long as nothing was added to the store.

Pages ask for the same all day. What is remembered belongs to a day and a scope; it is shared, so nobody changes it.
"""

import threading
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial, wraps
from pathlib import Path
from typing import Any, Generic, TypeVar

import pandas as pd

from features.records import Records
from features.scope import Scope

R = TypeVar("R")
MOST = 48  # answers of one kind: some days of some areas


class _Once(Generic[R]):
    """An answer that is worked out by the first who asks, while the others who ask wait for it."""

    def __init__(self, answer: Callable[[], R]) -> None:
        self._answer = answer
        self._made: list[R] = []
        self._making = threading.Lock()

    def get(self) -> R:
        """The answer; what it raises is raised, and whoever asks next tries again."""
        with self._making:
            if not self._made:
                self._made.append(self._answer())
        return self._made[0]


def remembered(answer: Callable[..., R]) -> Callable[..., R]:
    """`answer(records, as_of, scope, *more)`, given again while the store holds the same; `more` can be hashed."""

    @lru_cache(maxsize=MOST)
    def kept(_contents: str, root: Path, as_of: date, scope: Scope, *more: Any) -> _Once[R]:
        return _Once(partial(answer, Records(root), as_of, scope, *more))

    @wraps(answer)
    def asked(records: Records, as_of: date, scope: Scope, *more: Any) -> R:
        return kept(records.contents(), records.root, as_of, scope, *more).get()

    return asked


@remembered
def area_records(records: Records, as_of: date, scope: Scope, name: str) -> pd.DataFrame:
    """`Records.rows` of table `name`."""
    return records.rows(name, as_of, scope)
