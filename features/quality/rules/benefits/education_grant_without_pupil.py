"""The grant is for vocational schools and colleges."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="享受雨露计划但无中高职学生", en="Education grant without a vocational pupil"),
    says=Text(
        zh="享受雨露计划等助学，但户内无中职、高职或以上学生",
        en="draws an education grant although nobody is in vocational school or college",
    ),
    severity=Severity.DOUBT,
    mends=Department.EDUCATION,
    find="""
        SELECT b.household_id FROM benefits_held b
        WHERE b.benefit = 'education_grant' AND b.household_id NOT IN (SELECT p.household_id FROM people p
        JOIN pupils s USING (person_id) WHERE s.attending AND s.stage IN ('vocational', 'college', 'senior'))
        AND EXISTS (SELECT 1 FROM people) AND EXISTS (SELECT 1 FROM schooling)
        GROUP BY b.household_id
    """,
    fires={
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H1           | education_grant | 5000        | false      | 2025-09-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H2           | P2        | primary | true      | 0
        """,
    },
    silent={
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H1           | education_grant | 5000        | false      | 2025-09-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "schooling": """
            household_id | person_id | stage      | attending | fees_fen
            H1           | P1        | vocational | true      | 0
        """,
    },
)
