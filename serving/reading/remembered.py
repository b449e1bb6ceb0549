"""What is read of a whole area's records, remembered for as long as nothing was added to what it was read from.

Pages ask for the same all day. What is remembered belongs to a day and a scope; it is shared, so nobody changes it.
"""

import threading
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache, partial, wraps
from pathlib import Path
from typing import Any, Generic, TypeVar

import pandas as pd

from features.records import Records
from features.scope import Scope

R = TypeVar("R")
MOST = 48  # answers of one kind: some days of some areas
LIVES = "households"  # says where a household lives, and so whose rows a scope holds


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


def remembered(*read: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """`@remembered("visits")` on `answer(records, as_of, scope, *more)`: given again while these tables stay the same.

    `more` can be hashed.
    """
    tables = (LIVES, *read)

    def decorate(answer: Callable[..., R]) -> Callable[..., R]:
        @lru_cache(maxsize=MOST)
        def kept(_contents: str, root: Path, as_of: date, scope: Scope, *more: Any) -> _Once[R]:
            return _Once(partial(answer, Records(root), as_of, scope, *more))

        @wraps(answer)
        def asked(records: Records, as_of: date, scope: Scope, *more: Any) -> R:
            return kept(records.contents(tables), records.root, as_of, scope, *more).get()

        return asked

    return decorate


def area_records(records: Records, as_of: date, scope: Scope, name: str) -> pd.DataFrame:
    """`Records.rows` of table `name`."""
    return _rows_of(name)(records, as_of, scope)


@cache
def _rows_of(name: str) -> Callable[..., pd.DataFrame]:
    return remembered(name)(lambda records, as_of, scope: records.rows(name, as_of, scope))
