"""Age decides schooling, labour, pensions and insurance."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="出生日期缺失", en="Birth date is missing"),
    says=Text(
        zh="没有出生日期，年龄相关的保障无法核对", en="no birth date: nothing that depends on age can be checked"
    ),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id FROM people WHERE born_on IS NULL
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
        """,
    },
)
