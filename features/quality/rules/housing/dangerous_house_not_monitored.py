"""A safe house is guaranteed; grade C and D must be acted on."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="危房户未纳入监测", en="Dangerous house, not monitored"),
    says=Text(zh="住房鉴定为{grade}，未纳入监测", en="the house is graded {grade}; the household is not monitored"),
    severity=Severity.SITUATION,
    mends=Department.HOUSING,
    find="""
        SELECT h.household_id, h.grade FROM house h JOIN homes USING (household_id)
        WHERE h.grade IN ('C', 'D') AND h.household_id NOT IN (SELECT household_id FROM monitored)
        AND EXISTS (SELECT 1 FROM status_decisions)
    """,
    fires={
        "housing_inspections": """
            household_id | grade
            H1           | D
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H2           | identified | marginal | housing   | 2026-01-10  | 2026-01-01
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade
            H1           | A
            H2           | D
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H2           | identified | marginal | housing   | 2026-01-10  | 2026-01-01
        """,
    },
)
