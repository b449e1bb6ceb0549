"""The year was mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="建成年份晚于鉴定日期", en="Built after it was inspected"),
    says=Text(zh="建成年份{built}晚于鉴定年份", en="built in {built}, after the inspection"),
    severity=Severity.ERROR,
    mends=Department.HOUSING,
    find="""
        SELECT household_id, built_year AS built FROM housing_inspections WHERE built_year > year(happened_on)
    """,
    fires={
        "housing_inspections": """
            household_id | grade | built_year | happened_on
            H1           | A     | 2030       | 2026-01-01
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade | built_year | happened_on
            H1           | A     | 2010       | 2026-01-01
        """,
    },
)
