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
            household_id | measure      | ended_on
            H1           | house_repair | -
        """)
    )
    assert drawn(benefits, given, date(2025, 6, 30)) == {
        "H1": {"subsistence_allowance", "house_repair"},
        "H2": {"public_post"},
    }


def test_empty_tables_give_nobody():
    nothing = pd.DataFrame({"household_id": [], "benefit": [], "measure": [], "ended_on": []})
    assert drawn(nothing, nothing, date(2025, 6, 30)) == {}
