"""Payments to a household that is no more go to somebody else."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="已销户仍享受待遇", en="Benefit of a dissolved household"),
    says=Text(zh="户已销，{benefit}仍在发放", en="the household was dissolved and {benefit} is still paid"),
    severity=Severity.ERROR,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT b.household_id, b.benefit FROM benefits_held b JOIN households h USING (household_id)
        WHERE h.ended_on <= as_of() - 31
    """,
    fires={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
        """,
        "households": """
            household_id | village_code | ended_on
            H1           | 990101001001 | 2026-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on | ended_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01  | 2026-01-01
        """,
        "households": """
            household_id | village_code | ended_on
            H1           | 990101001001 | 2026-01-01
        """,
    },
)
