"""A village without a road is checked first in the rains."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="村未通硬化路", en="Village without a hardened road"),
    says=Text(zh="村未通硬化路", en="the village has no hardened road"),
    severity=Severity.SITUATION,
    mends=Department.TOWNSHIP,
    find="""
        SELECT area_code FROM areas WHERE level = 'village' GROUP BY area_code
        HAVING NOT max_by(hardened_road, happened_on)
    """,
    fires={
        "areas": """
            area_code    | level   | area_name | happened_on | hardened_road
            990101001001 | village | V         | 2000-01-01  | false
        """,
    },
    silent={
        "areas": """
            area_code    | level   | area_name | happened_on | hardened_road
            990101001001 | village | V         | 2000-01-01  | true
        """,
    },
)
