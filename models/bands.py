"""The three bands of the poverty index, as the county reads them."""

import math
from enum import Enum

import numpy as np

from features.text import Text

# Guizhou's cut-offs: below 60 is poor, 60 to 80 may leave poverty but is very liable to return, above 80
# is stable (docs/explanation/where-the-rules-come-from.md).
POOR_BELOW = 60.0
STABLE_ABOVE = 80.0


class Band(Enum):
    """Where a household stands. The value is stored: keep it."""

    POOR = "poor"
    LIABLE = "liable"
    STABLE = "stable"

    @property
    def label(self) -> Text:
        """The band's name on pages."""
        return _LABELS[self]


def band(index: float) -> Band:
    """The band of one index value.

    >>> band(59.9), band(60.0), band(80.0), band(80.1)
    (<Band.POOR: 'poor'>, <Band.LIABLE: 'liable'>, <Band.LIABLE: 'liable'>, <Band.STABLE: 'stable'>)
    """
    if index < POOR_BELOW:
        return Band.POOR
    return Band.STABLE if index > STABLE_ABOVE else Band.LIABLE


def shown_index(index: float) -> str:
    """An index as people read it: whole points, but with a decimal where rounding would show another band's.

    >>> [shown_index(value) for value in (57.4, 59.6, 59.97, 80.3, 80.02)]
    ['57', '59.6', '59.9', '80.3', '80.1']
    """
    if band(round(index)) is band(index):
        return f"{index:.0f}"
    away = math.floor if index < POOR_BELOW else math.ceil
    return f"{away(10 * index) / 10:.1f}"


def bands(index: np.ndarray) -> np.ndarray:
    """The stored word of each value's band, object dtype."""
    return np.array([band(value).value for value in index], dtype=object)


_LABELS = {
    Band.POOR: Text(zh="贫困", en="Poor"),
    Band.LIABLE: Text(zh="易返贫", en="Liable to return"),
    Band.STABLE: Text(zh="稳定", en="Stable"),
}
