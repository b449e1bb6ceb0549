"""Townships are found by the first nine digits of the code."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="村没有上级乡镇", en="Village without a township"),
    says=Text(zh="村所属乡镇不在行政区划表中", en="the township of the village is not in the table of areas"),
    severity=Severity.ERROR,
    mends=Department.STATISTICS,
    find="""
        SELECT DISTINCT v.area_code FROM areas v
        WHERE v.level = 'village' AND left(v.area_code, 9) || '000' NOT IN (SELECT area_code FROM areas
        WHERE level = 'township')
    """,
    fires={
        "areas": """
            area_code    | level   | area_name | happened_on
            990101001001 | village | V         | 2000-01-01
        """,
    },
    silent={
        "areas": """
            area_code    | level    | area_name | happened_on
            990101001001 | village  | V         | 2000-01-01
            990101001000 | township | T         | 2000-01-01
        """,
    },
)
