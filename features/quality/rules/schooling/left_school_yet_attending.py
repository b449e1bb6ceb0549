"""One of the two cells was not updated."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="已离校仍标记在读", en="Left school and still attending"),
    says=Text(zh="离校日期{gone}已过，仍标记为在读", en="left school on {gone} and still marked as attending"),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, strftime(left_school_on, '%Y-%m-%d') AS gone FROM pupils
        WHERE attending AND left_school_on < happened_on
    """,
    fires={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on | left_school_on
            H1           | P1        | junior | true      | 0        | 2026-02-20  | 2025-07-01
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on | left_school_on
            H1           | P1        | junior | false     | 0        | 2026-02-20  | 2025-07-01
        """,
    },
)
