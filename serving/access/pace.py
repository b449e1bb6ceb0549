"""How often one account or program may ask, so that none of them takes the service away from the others."""

import threading
import time
from collections.abc import Callable

from features.errors import TooOftenError


class Pace:
    """So many requests a minute by name; what is not used is saved up, for a minute at most.

    It is kept in memory and holds for one worker process: with several workers a name has as much in each.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self._clock = per_minute, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def check(self, name: str) -> None:
        """Count a request of `name`; raises TooOftenError if there were too many."""
        with self._lock:
            moment = self._clock()
            left, since = self._left.get(name, (float(self.per_minute), moment))
            left = min(self.per_minute, left + (moment - since) * self.per_minute / 60)
            self._left[name] = (left - 1 if left >= 1 else left, moment)
        if left < 1:
            raise TooOftenError(
                f"请求过于频繁，每分钟最多{self.per_minute}次，请稍候再试",
                f"asked too often: at most {self.per_minute} requests a minute; wait a moment",
            )
