"""Without a grade nobody knows whether the house is safe."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="住房安全等级缺失", en="Safety grade is missing"),
    says=Text(zh="最近一次鉴定没有安全等级", en="the latest inspection has no safety grade"),
    severity=Severity.DOUBT,
    mends=Department.HOUSING,
    find="""
        SELECT h.household_id FROM house h JOIN homes USING (household_id) WHERE h.grade IS NULL
    """,
    fires={
        "housing_inspections": """
            household_id
            H1
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade
            H1           | B
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
    },
)
