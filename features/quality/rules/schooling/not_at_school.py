"""Compulsory schooling lasts from six to fifteen; a dropout is visited at once."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="疑似辍学", en="Of school age and not at school"),
    says=Text(
        zh="{age}岁，学籍显示未在读，且非因病因残",
        en="{age} years old and not attending, and not for illness or disability",
    ),
    severity=Severity.SITUATION,
    mends=Department.EDUCATION,
    find="""
        SELECT s.household_id, s.person_id, p.age FROM pupils s JOIN people p USING (person_id)
        WHERE NOT s.attending AND coalesce(NOT s.left_because_ill, TRUE) AND p.age BETWEEN 7 AND 15
    """,
    fires={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen
            H1           | P1        | junior | false     | 0
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2013-01-01
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen
            H1           | P1        | junior | true      | 0
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2013-01-01
        """,
    },
)
