"""The monthly wage in the employment record against the wage in the income ledger."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="台账工资与务工登记不符", en="Wage in the ledger differs from the job's"),
    says=Text(
        zh="{month}台账工资{ledger:,.0f}元，务工登记月工资{wage:,.0f}元，相差三倍多",
        en="wage of CNY {ledger:,.0f} in {month} in the ledger, CNY {wage:,.0f} in the job's record: over threefold",
    ),
    first=Department.AGRICULTURE,
    second=Department.HUMAN_RESOURCES,
    to=Department.TOWNSHIP,
    days=15,
    find="""
        SELECT i.household_id, i.person_id, '' AS subject, strftime(max(i.happened_on), '%Y-%m') AS month,
        max_by(i.amount_fen, i.happened_on) / 100 AS ledger, max(j.monthly_wage_fen) / 100 AS wage, 0.6 AS
        weight FROM incomes i JOIN jobs j USING (person_id)
        WHERE i.income_kind = 'wage' AND i.happened_on > as_of() - 70 AND j.monthly_wage_fen > 0 AND
        j.happened_on < as_of() - 100 GROUP BY i.household_id, i.person_id
        HAVING max(i.amount_fen) > 0 AND (max_by(i.amount_fen, i.happened_on) > 3 * max(j.monthly_wage_fen) OR
        max_by(i.amount_fen, i.happened_on) * 3 < min(j.monthly_wage_fen)) AND count(DISTINCT j.record_id) = 1
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 1500000    | 2026-05-31
        """,
        "employment_spells": """
            household_id | person_id | work_state | public_post | monthly_wage_fen | happened_on
            H1           | P1        | employed   | false       | 300000           | 2025-01-01
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 320000     | 2026-05-31
        """,
        "employment_spells": """
            household_id | person_id | work_state | public_post | monthly_wage_fen | happened_on
            H1           | P1        | employed   | false       | 300000           | 2025-01-01
        """,
    },
)
