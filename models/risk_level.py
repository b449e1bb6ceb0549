"""The return risk in words: where a household stands among all that were assessed on the same day."""

from enum import Enum

import numpy as np

from features.text import Text

# How many of the county's households have at least this risk; a way of speaking, not a threshold of any decision.
HIGHEST, HIGH, RAISED = 0.02, 0.10, 0.30


class RiskLevel(Enum):
    """How a household's return risk compares with the county's."""

    HIGHEST = "highest"
    HIGH = "high"
    RAISED = "raised"
    USUAL = "usual"

    @property
    def label(self) -> Text:
        """The level on pages."""
        return _LABELS[self]


def risk_level(risk: float, county: np.ndarray) -> RiskLevel:
    """The level of `risk` among the county's risks of the day.

    >>> county = np.arange(100) / 100
    >>> [risk_level(r, county).value for r in (0.99, 0.95, 0.75, 0.5)]
    ['highest', 'high', 'raised', 'usual']
    """
    share = at_least(risk, county)
    bounds = ((HIGHEST, RiskLevel.HIGHEST), (HIGH, RiskLevel.HIGH), (RAISED, RiskLevel.RAISED))
    return next((level for most, level in bounds if share <= most), RiskLevel.USUAL)


def at_least(risk: float, county: np.ndarray) -> float:
    """The share of the county's households whose risk is at least `risk`."""
    return float((county >= risk).mean()) if len(county) else 1.0


def of_a_hundred(share: float) -> Text:
    """A probability as people count: of a hundred households, of a thousand where that is fewer than one.

    >>> of_a_hundred(0.26).en, of_a_hundred(0.0042).zh
    ('26 in 100', '每1000户4户')
    """
    of = 100 if share >= 0.01 else 1000
    return Text(zh=f"每{of}户{share * of:.0f}户", en=f"{share * of:.0f} in {of}")


_LABELS = {
    RiskLevel.HIGHEST: Text(zh="很高", en="Very high"),
    RiskLevel.HIGH: Text(zh="较高", en="High"),
    RiskLevel.RAISED: Text(zh="略高于一般", en="Somewhat raised"),
    RiskLevel.USUAL: Text(zh="一般", en="Usual"),
}
