"""Labour decides which help is offered; a healthy adult without it is mostly an old entry."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="壮年健康却登记为无劳动力", en="Of working age, healthy, and without labour"),
    says=Text(
        zh="{age}岁，无残疾、大病慢病登记，也不在读，却登记为无劳动力",
        en="{age} years old, neither disabled nor ill nor at school, and recorded without labour",
    ),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, age FROM people
        WHERE age BETWEEN 18 AND 55 AND labour = 'none' AND person_id NOT IN (SELECT person_id
        FROM disability_certificates WHERE person_id IS NOT NULL) AND person_id NOT IN (SELECT person_id
        FROM chronic_illnesses WHERE person_id IS NOT NULL) AND person_id NOT IN (SELECT person_id FROM pupils
        WHERE attending) AND EXISTS (SELECT 1 FROM disability_certificates)
        AND EXISTS (SELECT 1 FROM chronic_illnesses) AND EXISTS (SELECT 1 FROM schooling)
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | head     | 1990-01-01 | none
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H2           | P2        | 4          | 2
        """,
        "chronic_illnesses": """
            household_id | person_id | illness
            H2           | P2        | major
        """,
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H2           | P2        | primary | true      | 0
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | head     | 1990-01-01 | none
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 4          | 2
        """,
        "chronic_illnesses": """
            household_id | person_id | illness
            H2           | P2        | major
        """,
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H2           | P2        | primary | true      | 0
        """,
    },
)
