"""A public post known to human resources, and its subsidy known to civil affairs; each list should know the other's."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="公益性岗位只在一方名单", en="Public post in one list only"),
    says=Text(
        zh="领取公益性岗位补助，人社没有在岗记录",
        en="draws the subsidy of a public post; human resources has nobody of the household in one",
    ),
    first=Department.CIVIL_AFFAIRS,
    second=Department.HUMAN_RESOURCES,
    to=Department.HUMAN_RESOURCES,
    days=15,
    find="""
        SELECT household_id, 'public_post' AS subject, 0.7 AS weight FROM benefits_held
        WHERE benefit = 'public_post' AND household_id NOT IN (SELECT household_id FROM jobs
        WHERE public_post) AND EXISTS (SELECT 1 FROM employment_spells) GROUP BY household_id
    """,
    fires={
        "benefits": """
            household_id | benefit     | monthly_fen | after_clue | happened_on
            H1           | public_post | 50000       | false      | 2025-01-01
        """,
        "employment_spells": """
            household_id | person_id | work_state | public_post | monthly_wage_fen | happened_on
            H2           | P2        | employed   | false       | 300000           | 2025-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit     | monthly_fen | after_clue | happened_on
            H1           | public_post | 50000       | false      | 2025-01-01
        """,
        "employment_spells": """
            household_id | person_id | work_state | public_post | monthly_wage_fen | happened_on
            H1           | P1        | employed   | true        | 60000            | 2025-01-01
        """,
    },
)
