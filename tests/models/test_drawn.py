"""What a household draws already."""

from datetime import date

import pandas as pd

from features.ascii_table import read_ascii
from models.drawn import drawn


def test_what_runs_is_drawn_and_what_ended_is_not():
    benefits = pd.DataFrame(
        read_ascii("""
            household_id | benefit               | ended_on
            H1           | subsistence_allowance | -
            H1           | education_grant       | 2025-06-30
            H2           | public_post           | 2025-07-01
            H3           | temporary_relief      | 2025-01-31
        """)
    )
    given = pd.DataFrame(
        read_ascii("""
            household_id | measure        | happened_on | ended_on
            H1           | house_repair   | 2024-07-01  | -
            H2           | back_to_school | 2024-06-30  | -
            H3           | employment     | 2020-01-01  | 2025-07-01
        """)
    )
    assert drawn(benefits, given, date(2025, 6, 30)) == {
        "H1": {"subsistence_allowance", "house_repair"},
        "H2": {"public_post"},  # nobody recorded the end of what was given a year ago
        "H3": {"employment"},
    }


def test_empty_tables_give_nobody():
    nothing = pd.DataFrame({"household_id": [], "benefit": [], "measure": [], "happened_on": [], "ended_on": []})
    assert drawn(nothing, nothing, date(2025, 6, 30)) == {}
