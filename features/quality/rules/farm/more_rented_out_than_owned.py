"""A part is not larger than the whole."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="流转出多于耕地", en="More land rented out than owned"),
    says=Text(zh="流转出{rented:,.1f}亩多于耕地{land:,.1f}亩", en="{rented:,.1f} mu rented out of {land:,.1f} mu"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, rented_out_mu AS rented, cultivated_mu AS land FROM land
        WHERE rented_out_mu > cultivated_mu + forest_mu + 0.01
    """,
    fires={
        "land": """
            household_id | cultivated_mu | forest_mu | rented_out_mu
            H1           | 3             | 0         | 9
        """,
    },
    silent={
        "land": """
            household_id | cultivated_mu | forest_mu | rented_out_mu
            H1           | 9             | 0         | 3
            H2           | 3             | -         | 9
        """,
    },
)
