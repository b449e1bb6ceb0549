"""An allowance is drawn while a vehicle, flat or business is registered; only where the household consented."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="享受低保而名下有登记资产", en="Allowance with registered assets"),
    says=Text(
        zh="享受低保，户内登记{assets}项资产，合计{worth:,.0f}元",
        en="draws subsistence allowance with {assets} registered assets worth CNY {worth:,.0f}",
    ),
    first=Department.CIVIL_AFFAIRS,
    second=Department.PUBLIC_SECURITY,
    to=Department.TOWNSHIP,
    days=15,
    consent=True,
    find="""
        SELECT a.household_id, '' AS subject, count(*) AS assets, sum(coalesce(a.worth_fen, 0)) / 100 AS worth,
        0.4 + 0.5 * least(1, sum(coalesce(a.worth_fen, 0)) / 10000000.0) AS weight FROM asset_registrations a
        WHERE (a.ended_on IS NULL OR a.ended_on > as_of()) AND a.household_id IN (SELECT household_id
        FROM benefits_held WHERE benefit = 'subsistence_allowance') GROUP BY a.household_id
    """,
    fires={
        "asset_registrations": """
            household_id | person_id | asset   | worth_fen
            H1           | P1        | vehicle | 6000000
        """,
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
        """,
        "consents": """
            household_id | happened_on
            H1           | 2026-01-01
        """,
    },
    silent={
        "asset_registrations": """
            household_id | person_id | asset   | worth_fen
            H1           | P1        | vehicle | 6000000
        """,
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
        """,
        "consents": """
            household_id | happened_on | ended_on
            H1           | 2024-01-01  | 2025-01-01
        """,
    },
)
