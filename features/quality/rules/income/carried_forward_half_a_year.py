"""A number nobody asked for again says nothing of this month."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="收入连续六个月沿用", en="Income carried forward for six months"),
    says=Text(
        zh="近12个月有{months}个月的收入是沿用上期的",
        en="{months} of the last 12 months of income were carried forward",
    ),
    severity=Severity.SITUATION,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, count(DISTINCT happened_on) AS months FROM incomes
        WHERE carried_forward AND happened_on > year_ago() GROUP BY household_id
        HAVING count(DISTINCT happened_on) >= 6
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on | carried_forward
            H1           | P1        | wage        | 30000      | 2025-10-31  | true
            H1           | P1        | wage        | 30000      | 2025-11-30  | true
            H1           | P1        | wage        | 30000      | 2025-12-31  | true
            H1           | P1        | wage        | 30000      | 2026-01-31  | true
            H1           | P1        | wage        | 30000      | 2026-02-28  | true
            H1           | P1        | wage        | 30000      | 2026-03-31  | true
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on | carried_forward
            H1           | P1        | wage        | 30000      | 2026-03-31  | true
        """,
    },
)
