"""Another monitoring line, rehearsed on today's incomes."""

import pandas as pd
import pytest

from features.errors import UnreadableError
from serving.reading.rehearsal import INCOME, line_of, rehearse

FRAME = pd.DataFrame(
    {
        "household_id": ["H1", "H2", "H3", "H4", "H5"],
        "village_code": ["990101101201", "990101101201", "990101102201", "990101102201", "990101102201"],
        INCOME: [8000.0, 9050.0, 9300.0, 20000.0, None],
        "monitoring_line": 9100.0,
    }
)


def test_a_higher_line_lets_households_in_and_unknown_incomes_are_counted_apart():
    found = rehearse(FRAME, 9500.0, ["H3"])
    assert (found.entering, found.leaving, found.unknown) == (1, 0, 1)
    assert int(found.rows["entering_monitored"].sum()) == 1


def test_a_lower_line_lets_households_out_and_the_line_itself_changes_nothing():
    assert rehearse(FRAME, 9000.0, []).leaving == 1
    same = rehearse(FRAME, 9100.0, [])
    assert (same.entering, same.leaving) == (0, 0)
    assert list(same.rows["below_now"]) == list(same.rows["below_then"]) == [2, 0]


@pytest.mark.parametrize("text", ["abc", "-5", "0", "1e99", "nan"])
def test_what_is_no_amount_is_refused_in_a_sentence(text):
    with pytest.raises(UnreadableError, match="CNY 1,000 to 100,000"):
        line_of(text)
