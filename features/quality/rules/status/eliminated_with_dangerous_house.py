"""All guarantees must hold before elimination."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="消除时住房仍为危房", en="Eliminated with a dangerous house"),
    says=Text(
        zh="风险已消除，最近一次鉴定住房为{grade}", en="the risk was eliminated although the house is graded {grade}"
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT e.household_id, h.grade FROM eliminated e JOIN house h USING (household_id)
        WHERE h.grade IN ('C', 'D')
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "housing_inspections": """
            household_id | grade
            H1           | D
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "housing_inspections": """
            household_id | grade
            H1           | B
        """,
    },
)
