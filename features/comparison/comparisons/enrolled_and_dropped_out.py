"""One school has the pupil attending, another has it gone, in the same term."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="同一学期既在读又离校", en="Attending and gone in the same term"),
    says=Text(
        zh="{term}学期，一条记录在读，另一条记录未在读",
        en="in the term of {term} one record says attending and another says not",
    ),
    first=Department.EDUCATION,
    second=Department.EDUCATION,
    to=Department.EDUCATION,
    days=5,
    find="""
        SELECT any_value(household_id) AS household_id, person_id, strftime(happened_on, '%Y-%m-%d') AS subject,
        strftime(happened_on, '%Y-%m-%d') AS term, 0.8 AS weight FROM schooling
        WHERE person_id IS NOT NULL AND happened_on > as_of() - 400 GROUP BY person_id, happened_on
        HAVING bool_or(attending) AND bool_or(NOT attending)
    """,
    fires={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on
            H1           | P1        | junior | true      | 0        | 2026-02-20
            H1           | P1        | junior | false     | 0        | 2026-02-20
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on
            H1           | P1        | junior | true      | 0        | 2026-02-20
            H1           | P1        | junior | false     | 0        | 2025-09-01
        """,
    },
)
