"""Households were registered from 2014 on and the last were lifted out in 2020."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="脱贫日期超出脱贫攻坚期", en="Lifted out outside 2014 to 2020"),
    says=Text(zh="标记脱贫日期{lifted}不在2014—2020年", en="lifted out on {lifted}, outside 2014 to 2020"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(marked_lifted_out_on, '%Y-%m-%d') AS lifted FROM homes
        WHERE marked_lifted_out_on NOT BETWEEN DATE '2014-01-01' AND DATE '2020-12-31'
    """,
    fires={
        "households": """
            household_id | village_code | formerly_poor | marked_lifted_out_on
            H1           | 990101001001 | true          | 2022-12-31
        """,
    },
    silent={
        "households": """
            household_id | village_code | formerly_poor | marked_lifted_out_on
            H1           | 990101001001 | true          | 2018-12-31
        """,
    },
)
