"""When the latest events stand out from those before: far, and beyond what a year of weekly looks brings by chance."""

import numpy as np
import pytest

from monitoring.arriving import Compared, Measure
from monitoring.checks.latest_events import FALSE_ALARMS, LEAST_EVENTS, Look

BEFORE = np.linspace(0.2, 0.6, 400)
FIFTY = FALSE_ALARMS / 50


def look(now):
    """Shares of the bills of a fortnight beside four hundred bills of the year before."""
    return Look(Measure("medical_claims", "fund_paid_fen", share=True), 14, Compared(np.array(now), BEFORE, BEFORE))


@pytest.mark.parametrize("side", ["lower", "higher"])
def test_eight_bills_beyond_nearly_all_others_are_enough_among_fifty_comparisons(side):
    now = np.full(LEAST_EVENTS, 0.22 if side == "lower" else 0.58) + np.linspace(0, 0.01, LEAST_EVENTS)
    assert look(now).stands_out(FIFTY)
    assert (look(now).moved < 0) == (side == "lower")


def test_eight_bills_that_chance_may_bring_once_a_year_do_not_stand_out():
    now = np.linspace(0.2, 0.41, LEAST_EVENTS)  # Cliff's delta -0.48: large, and one in forty
    assert look(now).moved < -0.474 and not look(now).stands_out(FIFTY)
    assert look(now).stands_out(0.05)


def test_many_bills_that_moved_a_little_are_sure_but_no_news():
    now = np.linspace(0.2, 0.6, 2000) - 0.03
    assert not look(now).stands_out(FIFTY)


def test_alike_bills_do_not_stand_out():
    assert not look(np.linspace(0.2, 0.6, 30)).stands_out(FIFTY)
