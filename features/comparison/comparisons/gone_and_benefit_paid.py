"""Public security has nobody alive in the household; civil affairs still pays."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="全户已故或迁出仍在享受待遇", en="Nobody is left and the benefit is paid"),
    says=Text(
        zh="户内最后一名成员已于{gone}离开或死亡，{benefit}每月{monthly:,.0f}元仍在发放",
        en="the last member left or died on {gone}; {benefit} of CNY {monthly:,.0f} a month is still paid",
    ),
    first=Department.PUBLIC_SECURITY,
    second=Department.CIVIL_AFFAIRS,
    to=Department.CIVIL_AFFAIRS,
    days=7,
    find="""
        SELECT b.household_id, b.benefit AS subject, b.benefit, strftime(max(l.left_on), '%Y-%m-%d') AS gone,
        max(b.monthly_fen) / 100 AS monthly, 0.95 AS weight FROM benefits_held b
        JOIN left_home l USING (household_id) WHERE b.household_id NOT IN (SELECT household_id FROM people)
        GROUP BY b.household_id, b.benefit HAVING max(l.left_on) < as_of() - 31
    """,
    fires={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
        """,
    },
)
