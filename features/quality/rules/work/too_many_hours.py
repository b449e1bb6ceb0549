"""A week has 168 hours; more than 100 at work is a month's figure."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="每周工时超过100小时", en="More than 100 hours a week"),
    says=Text(zh="每周工时{hours:,.0f}小时", en="{hours:,.0f} hours a week"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id, weekly_hours AS hours FROM employment_spells WHERE weekly_hours > 100
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | weekly_hours
            H1           | P1        | employed   | county | 160
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | weekly_hours
            H1           | P1        | employed   | county | 60
        """,
    },
)
