"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="待遇结束早于开始", en="Benefit ends before it begins"),
    says=Text(zh="停止日期{ended}早于开始日期{began}", en="ended on {ended}, before it began on {began}"),
    severity=Severity.ERROR,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT household_id, strftime(ended_on, '%Y-%m-%d') AS ended, strftime(happened_on, '%Y-%m-%d') AS began
        FROM benefits WHERE ended_on < happened_on
    """,
    fires={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on | ended_on
            H1           | subsistence_allowance | 50000       | false      | 2026-01-01  | 2025-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on | ended_on
            H1           | subsistence_allowance | 50000       | false      | 2025-01-01  | 2026-01-01
        """,
    },
)
