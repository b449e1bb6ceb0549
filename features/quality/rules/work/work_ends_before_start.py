"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="务工结束早于开始", en="Work ends before it begins"),
    says=Text(zh="结束日期{ended}早于开始日期{began}", en="ended on {ended}, before it began on {began}"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id, strftime(ended_on, '%Y-%m-%d') AS ended, strftime(happened_on,
        '%Y-%m-%d') AS began FROM employment_spells WHERE ended_on < happened_on
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | happened_on | ended_on
            H1           | P1        | employed   | county | 2026-01-01  | 2025-01-01
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | happened_on | ended_on
            H1           | P1        | employed   | county | 2025-01-01  | 2026-01-01
        """,
    },
)
