"""Pupils of this stage are 5 to 16 years old, repeaters and late starters included."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="小学学生年龄不符", en="Primary school pupil of an impossible age"),
    says=Text(
        zh="{age}岁在读小学，请核对学段或出生日期",
        en="{age} years old and in primary school; check the stage or the birth date",
    ),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT s.household_id, s.person_id, p.age FROM pupils s JOIN people p USING (person_id)
        WHERE s.attending AND s.stage = 'primary' AND s.happened_on > as_of() - 400 AND p.age NOT BETWEEN 5 AND
        16
    """,
    fires={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen | happened_on
            H1           | P1        | primary | true      | 0        | 2026-02-20
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1970-01-01
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen | happened_on
            H1           | P1        | primary | true      | 0        | 2026-02-20
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2016-01-01
        """,
    },
)
