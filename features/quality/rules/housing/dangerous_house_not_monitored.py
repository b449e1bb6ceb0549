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
    },
    silent={
        "housing_inspections": """
            household_id | grade
            H1           | A
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
    },
)
