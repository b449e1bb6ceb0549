"""One of the two amounts has a wrong unit."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="赔付大于损失", en="Compensated more than was lost"),
    says=Text(
        zh="赔付{compensated:,.0f}元大于损失{loss:,.0f}元",
        en="compensation of CNY {compensated:,.0f} exceeds the loss of {loss:,.0f}",
    ),
    severity=Severity.DOUBT,
    mends=Department.EMERGENCY,
    find="""
        SELECT household_id, compensated_fen / 100 AS compensated, loss_fen / 100 AS loss FROM disasters
        WHERE compensated_fen > loss_fen + 100
    """,
    fires={
        "disasters": """
            household_id | event | loss_fen | compensated_fen
            H1           | flood | 100000   | 200000
        """,
    },
    silent={
        "disasters": """
            household_id | event | loss_fen | compensated_fen
            H1           | flood | 200000   | 100000
        """,
    },
)
