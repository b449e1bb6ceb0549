"""The two columns say the opposite."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="有脱贫日期但不是脱贫户", en="Has a date of being lifted out but is not formerly poor"),
    says=Text(
        zh="有标记脱贫日期{lifted}，但未登记为脱贫户",
        en="marked as lifted out on {lifted}, yet not recorded as formerly poor",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(marked_lifted_out_on, '%Y-%m-%d') AS lifted FROM homes
        WHERE marked_lifted_out_on IS NOT NULL AND NOT formerly_poor
    """,
    fires={
        "households": """
            household_id | village_code | formerly_poor | marked_lifted_out_on
            H1           | 990101001001 | false         | 2018-12-31
        """,
    },
    silent={
        "households": """
            household_id | village_code | formerly_poor | marked_lifted_out_on
            H1           | 990101001001 | true          | 2018-12-31
        """,
    },
)
