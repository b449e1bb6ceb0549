"""Pupils of this stage are 13 to 26 years old, repeaters and late starters included."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="中职学生年龄不符", en="Vocational school pupil of an impossible age"),
    says=Text(
        zh="{age}岁在读中职，请核对学段或出生日期",
        en="{age} years old and in vocational school; check the stage or the birth date",
    ),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT s.household_id, s.person_id, p.age FROM pupils s JOIN people p USING (person_id)
        WHERE s.attending AND s.stage = 'vocational' AND s.happened_on > as_of() - 400 AND p.age NOT BETWEEN 13
        AND 26
    """,
    fires={
        "schooling": """
            household_id | person_id | stage      | attending | fees_fen | happened_on
            H1           | P1        | vocational | true      | 0        | 2026-02-20
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1970-01-01
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage      | attending | fees_fen | happened_on
            H1           | P1        | vocational | true      | 0        | 2026-02-20
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2007-01-01
        """,
    },
)
