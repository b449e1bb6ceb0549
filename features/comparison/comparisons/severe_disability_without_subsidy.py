"""The federation has a severe disability; civil affairs pays no subsidy for it."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="重度残疾未享受残疾人补贴", en="Severe disability without the subsidy"),
    says=Text(
        zh="持{grade}级残疾人证，民政没有残疾人两项补贴记录",
        en="holds a certificate of grade {grade}; civil affairs has no disability subsidy",
    ),
    first=Department.DISABLED_FEDERATION,
    second=Department.CIVIL_AFFAIRS,
    to=Department.CIVIL_AFFAIRS,
    days=20,
    find="""
        SELECT p.household_id, p.person_id, '' AS subject, min(c.grade) AS grade, 0.6 AS weight
        FROM disability_certificates c JOIN people p USING (person_id)
        WHERE c.grade <= 2 AND (c.valid_until_on IS NULL OR c.valid_until_on >= as_of()) AND p.household_id NOT
        IN (SELECT household_id FROM benefits_held WHERE benefit = 'disability_subsidy') AND EXISTS (SELECT 1
        FROM benefits) GROUP BY p.household_id, p.person_id
    """,
    fires={
        "disability_certificates": """
            household_id | person_id | disability | grade | happened_on
            H1           | P1        | 4          | 1     | 2024-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "benefits": """
            household_id | benefit    | monthly_fen | after_clue | happened_on
            H2           | social_aid | 5000        | false      | 2025-01-01
        """,
    },
    silent={
        "disability_certificates": """
            household_id | person_id | disability | grade | happened_on
            H1           | P1        | 4          | 1     | 2024-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "benefits": """
            household_id | benefit            | monthly_fen | after_clue | happened_on
            H1           | disability_subsidy | 5000        | false      | 2025-01-01
        """,
    },
)
