"""The years since then are evidence of how firm it is."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="脱贫户缺少脱贫日期", en="Formerly poor without a date of being lifted out"),
    says=Text(zh="登记为脱贫户，但没有标记脱贫日期", en="formerly poor, but without the date of being lifted out"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM homes WHERE formerly_poor AND marked_lifted_out_on IS NULL
    """,
    fires={
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | true
        """,
    },
    silent={
        "households": """
            household_id | village_code | formerly_poor | marked_lifted_out_on
            H1           | 990101001001 | true          | 2018-12-31
        """,
    },
)
