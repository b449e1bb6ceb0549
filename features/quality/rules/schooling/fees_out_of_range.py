"""More than 60,000 yuan a term is nearly always fen or a lost decimal point."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="学费金额异常", en="School fees out of range"),
    says=Text(zh="一学期费用{fees:,.0f}元，请核对单位", en="fees of CNY {fees:,.0f} for one term; check the unit"),
    severity=Severity.DOUBT,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, fees_fen / 100 AS fees FROM schooling WHERE fees_fen > 6000000
    """,
    fires={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H1           | P1        | college | true      | 7000000
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen
            H1           | P1        | college | true      | 800000
        """,
    },
)
