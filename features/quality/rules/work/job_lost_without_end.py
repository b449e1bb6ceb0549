"""Without the day nobody can tell a new loss from an old one."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="登记失业离岗但无结束日期", en="Lost the job but the work has no end"),
    says=Text(zh="登记为失业离岗，却没有结束日期", en="recorded as having lost the job, without the day it ended"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id FROM employment_spells WHERE lost_job AND ended_on IS NULL
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | lost_job
            H1           | P1        | employed   | county | true
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | ended_on   | lost_job
            H1           | P1        | employed   | county | 2026-03-01 | true
        """,
    },
)
