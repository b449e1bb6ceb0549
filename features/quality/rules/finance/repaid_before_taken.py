"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="还清早于借款", en="Repaid before it was taken"),
    says=Text(zh="还清日期{repaid}早于借款日期{taken}", en="repaid on {repaid}, before it was taken on {taken}"),
    severity=Severity.ERROR,
    mends=Department.FINANCE,
    find="""
        SELECT household_id, strftime(repaid_on, '%Y-%m-%d') AS repaid, strftime(happened_on, '%Y-%m-%d') AS
        taken FROM loans WHERE repaid_on < happened_on
    """,
    fires={
        "loans": """
            household_id | loan | amount_fen | overdue | happened_on | repaid_on
            H1           | bank | 100        | false   | 2026-01-01  | 2025-01-01
        """,
    },
    silent={
        "loans": """
            household_id | loan | amount_fen | overdue | happened_on | repaid_on
            H1           | bank | 100        | false   | 2025-01-01  | 2026-01-01
        """,
    },
)
