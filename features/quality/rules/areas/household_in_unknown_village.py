"""Who has no village is on nobody's list."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="所在村不在行政区划中", en="Village is not among the areas"),
    says=Text(zh="所在村代码不在行政区划表中", en="the village code is not in the table of areas"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id FROM homes WHERE village_code NOT IN (SELECT area_code FROM areas
        WHERE level = 'village') AND EXISTS (SELECT 1 FROM areas)
    """,
    fires={
        "households": """
            household_id | village_code
            H1           | 990101001009
        """,
        "areas": """
            area_code    | level   | area_name | happened_on
            990101001001 | village | V         | 2000-01-01
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "areas": """
            area_code    | level   | area_name | happened_on
            990101001001 | village | V         | 2000-01-01
        """,
    },
)
