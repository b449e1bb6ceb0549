"""Aid follows attendance; paid without it, it must be asked back."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="未在读却有资助", en="Aid without attending"),
    says=Text(zh="未在读，却登记资助{aid:,.0f}元", en="not attending, yet aid of CNY {aid:,.0f} is recorded"),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, aid_fen / 100 AS aid FROM schooling WHERE NOT attending AND aid_fen > 0
    """,
    fires={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | aid_fen
            H1           | P1        | junior | false     | 0        | 50000
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | aid_fen
            H1           | P1        | junior | true      | 0        | 50000
        """,
    },
)
