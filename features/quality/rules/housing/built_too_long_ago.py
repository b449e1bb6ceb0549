"""Inhabited farmhouses are rarely older than 150 years."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="建成年份过早", en="Built before 1850"),
    says=Text(zh="建成年份{built}，请核对", en="built in {built}; check it"),
    severity=Severity.DOUBT,
    mends=Department.HOUSING,
    find="""
        SELECT household_id, built_year AS built FROM house WHERE built_year < 1850
    """,
    fires={
        "housing_inspections": """
            household_id | grade | built_year | happened_on
            H1           | A     | 1197       | 2026-01-01
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade | built_year | happened_on
            H1           | A     | 1997       | 2026-01-01
        """,
    },
)
