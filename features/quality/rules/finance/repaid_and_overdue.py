"""One of the two cells was not updated."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="已还清仍标记逾期", en="Repaid and still overdue"),
    says=Text(zh="{repaid}已还清，仍标记为逾期", en="repaid on {repaid} and still marked as overdue"),
    severity=Severity.ERROR,
    mends=Department.FINANCE,
    find="""
        SELECT household_id, strftime(repaid_on, '%Y-%m-%d') AS repaid FROM loans
        WHERE overdue AND repaid_on <= as_of()
    """,
    fires={
        "loans": """
            household_id | loan | amount_fen | overdue | happened_on | repaid_on
            H1           | bank | 100        | true    | 2025-01-01  | 2026-01-01
        """,
    },
    silent={
        "loans": """
            household_id | loan | amount_fen | overdue | happened_on | repaid_on
            H1           | bank | 100        | false   | 2025-01-01  | 2026-01-01
        """,
    },
)
