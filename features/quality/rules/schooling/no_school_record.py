"""The child may be at school elsewhere, too ill, or nowhere; somebody has to ask."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="适龄儿童没有学籍", en="Of school age without any school record"),
    says=Text(zh="{age}岁，没有任何学籍记录", en="{age} years old without any school record"),
    severity=Severity.SITUATION,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, age FROM people
        WHERE age BETWEEN 8 AND 15 AND person_id NOT IN (SELECT person_id FROM schooling
        WHERE person_id IS NOT NULL) AND EXISTS (SELECT 1 FROM schooling)
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2014-01-01
        """,
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H2           | P2        | primary | true      | 0
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H1           | P1        | primary | true      | 0
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2014-01-01
        """,
    },
)
