"""The grant has a deadline each term; somebody should help to apply."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="中职学生未享受雨露计划", en="Vocational pupil without the grant"),
    says=Text(
        zh="有成员在读中职，未见雨露计划等助学", en="a member is in vocational school; no education grant is on record"
    ),
    severity=Severity.SITUATION,
    mends=Department.EDUCATION,
    find="""
        SELECT DISTINCT p.household_id, p.person_id FROM people p JOIN pupils s USING (person_id)
        JOIN homes h ON h.household_id = p.household_id
        WHERE h.formerly_poor AND s.attending AND s.stage = 'vocational' AND s.happened_on > as_of() - 200 AND
        p.household_id NOT IN (SELECT household_id FROM benefits_held WHERE benefit = 'education_grant')
        AND EXISTS (SELECT 1 FROM benefits WHERE benefit = 'education_grant')
    """,
    fires={
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | true
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | child
        """,
        "schooling": """
            household_id | person_id | stage      | attending | fees_fen | happened_on
            H1           | P1        | vocational | true      | 0        | 2026-02-20
        """,
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H2           | education_grant | 5000        | false      | 2025-09-01
        """,
    },
    silent={
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | true
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | child
        """,
        "schooling": """
            household_id | person_id | stage      | attending | fees_fen | happened_on
            H1           | P1        | vocational | true      | 0        | 2026-02-20
        """,
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H1           | education_grant | 5000        | false      | 2025-09-01
        """,
    },
)
