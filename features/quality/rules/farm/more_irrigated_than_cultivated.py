"""A part is not larger than the whole."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="水田多于耕地", en="More irrigated than cultivated land"),
    says=Text(
        zh="水田或水浇地{irrigated:,.1f}亩多于耕地{land:,.1f}亩",
        en="{irrigated:,.1f} mu irrigated of {land:,.1f} mu cultivated",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, irrigated_mu AS irrigated, cultivated_mu AS land FROM land
        WHERE irrigated_mu > cultivated_mu + 0.01
    """,
    fires={
        "land": """
            household_id | cultivated_mu | irrigated_mu
            H1           | 3             | 5
        """,
    },
    silent={
        "land": """
            household_id | cultivated_mu | irrigated_mu
            H1           | 5             | 3
        """,
    },
)
