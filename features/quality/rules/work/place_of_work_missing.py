"""Whoever works away is reached by telephone, not by a visit."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="务工地点缺失", en="Place of work is missing"),
    says=Text(zh="在岗务工但没有务工地点（至少到县）", en="at work without a place of work (at least the county)"),
    severity=Severity.DOUBT,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id FROM jobs WHERE work_state = 'employed' AND place IS NULL
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state
            H1           | P1        | employed
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place
            H1           | P1        | employed   | county
        """,
    },
)
