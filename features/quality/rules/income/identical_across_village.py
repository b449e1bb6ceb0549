"""Copied figures say nothing of any of the households."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="同村多户收入完全相同", en="Same income in many households of a village"),
    says=Text(
        zh="与同村另外{others}户{month}的工资收入分毫不差",
        en="has exactly the same wage in {month} as {others} other households of the village",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, month, n - 1 AS others
        FROM (SELECT i.household_id, strftime(i.happened_on, '%Y-%m') AS month, i.amount_fen, count(DISTINCT
        i.household_id) OVER (PARTITION BY h.village_code, i.happened_on, i.amount_fen) AS n FROM incomes i
        JOIN homes h USING (household_id)
        WHERE i.income_kind = 'wage' AND i.amount_fen % 10000 <> 0 AND i.happened_on > as_of() - 100)
        WHERE n >= 5
    """,
    fires={
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
            H3           | 990101001001
            H4           | 990101001001
            H5           | 990101001001
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 123450     | 2026-05-31
            H2           | P2        | wage        | 123450     | 2026-05-31
            H3           | P3        | wage        | 123450     | 2026-05-31
            H4           | P4        | wage        | 123450     | 2026-05-31
            H5           | P5        | wage        | 123450     | 2026-05-31
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 123450     | 2026-05-31
            H2           | P2        | wage        | 123450     | 2026-05-31
        """,
    },
)
