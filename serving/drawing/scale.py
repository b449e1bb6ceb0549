"""From values to places on a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight line from values [least, most] to places [start, end]; everything within one value lies in the middle.

    >>> Scale(0, 10, 0, 100)(2.5), Scale(5, 5, 0, 100)(5)
    (25.0, 50.0)
    """

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.most == self.least:
            return (self.start + self.end) / 2
        return self.start + (value - self.least) / (self.most - self.least) * (self.end - self.start)


def steps(most: float, about: int = 4) -> list[float]:
    """Round numbers from 0 to at least `most`, for an axis.

    >>> steps(7), steps(561), steps(0)
    ([0, 2, 4, 6, 8], [0, 200, 400, 600], [0, 1])
    """
    if most <= 0:
        return [0, 1]
    rough = most / about
    size = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 1.0
    step = next((size * m for m in (1, 2, 5, 10) if size * m >= rough), size * 10)
    count = int(-(-most // step))
    return [int(step * n) for n in range(count + 1)]


def spread(count: int, start: float, end: float) -> Sequence[float]:
    """`count` places evenly from `start` to `end`; one alone stands in the middle."""
    if count == 1:
        return [(start + end) / 2]
    return [start + (end - start) * n / (count - 1) for n in range(count)]
