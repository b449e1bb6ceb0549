"""Recorded income is a weak signal; a visit decides."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="人均收入低于监测线但未纳入监测", en="Below the line and not monitored"),
    says=Text(
        zh="近12个月人均收入减合规自付{head:,.0f}元，低于监测线{line:,.0f}元，未纳入监测",
        en="CNY {head:,.0f} a head in 12 months after compliant cost, below the line of {line:,.0f}; not monitored",
    ),
    severity=Severity.SITUATION,
    mends=Department.TOWNSHIP,
    find="""
        SELECT y.household_id, (y.income_fen - y.self_paid_fen) / 100.0 / y.members AS head, l.line_fen / 100 AS
        line FROM year y JOIN homes h USING (household_id) JOIN lines l USING (village_code)
        WHERE y.months >= 10 AND (y.income_fen - y.self_paid_fen) / y.members < l.line_fen AND y.household_id
        NOT IN (SELECT household_id FROM monitored) AND EXISTS (SELECT 1 FROM status_decisions)
    """,
    fires={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 30000      | 2025-07-31
            H1           | P1        | wage        | 30000      | 2025-08-31
            H1           | P1        | wage        | 30000      | 2025-09-30
            H1           | P1        | wage        | 30000      | 2025-10-31
            H1           | P1        | wage        | 30000      | 2025-11-30
            H1           | P1        | wage        | 30000      | 2025-12-31
            H1           | P1        | wage        | 30000      | 2026-01-31
            H1           | P1        | wage        | 30000      | 2026-02-28
            H1           | P1        | wage        | 30000      | 2026-03-31
            H1           | P1        | wage        | 30000      | 2026-04-30
            H1           | P1        | wage        | 30000      | 2026-05-31
        """,
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H2           | identified | marginal | housing   | 2026-01-10  | 2026-01-01
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 300000     | 2025-07-31
            H1           | P1        | wage        | 300000     | 2025-08-31
            H1           | P1        | wage        | 300000     | 2025-09-30
            H1           | P1        | wage        | 300000     | 2025-10-31
            H1           | P1        | wage        | 300000     | 2025-11-30
            H1           | P1        | wage        | 300000     | 2025-12-31
            H1           | P1        | wage        | 300000     | 2026-01-31
            H1           | P1        | wage        | 300000     | 2026-02-28
            H1           | P1        | wage        | 300000     | 2026-03-31
            H1           | P1        | wage        | 300000     | 2026-04-30
            H1           | P1        | wage        | 300000     | 2026-05-31
        """,
    },
)
