"""A pupil is at one school a term."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="同一学期有两个学段", en="Two stages in one term"),
    says=Text(zh="同一学期登记了{stages}个学段", en="{stages} stages are recorded for one term"),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT any_value(household_id) AS household_id, person_id, count(DISTINCT stage) AS stages
        FROM schooling WHERE attending AND person_id IS NOT NULL GROUP BY person_id, happened_on
        HAVING count(DISTINCT stage) > 1
    """,
    fires={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen | happened_on
            H1           | P1        | junior  | true      | 0        | 2026-02-20
            H1           | P1        | primary | true      | 0        | 2026-02-20
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on
            H1           | P1        | junior | true      | 0        | 2026-02-20
            H1           | P1        | junior | true      | 0        | 2025-09-01
        """,
    },
)
