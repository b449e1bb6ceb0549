"""Unknown is not safe."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="从未鉴定住房安全", en="House never inspected"),
    says=Text(zh="没有任何住房安全鉴定记录", en="there is no inspection of the house on record"),
    severity=Severity.SITUATION,
    mends=Department.HOUSING,
    find="""
        SELECT household_id FROM homes WHERE household_id NOT IN (SELECT household_id
        FROM housing_inspections) AND EXISTS (SELECT 1 FROM housing_inspections)
    """,
    fires={
        "housing_inspections": """
            household_id | grade | rooms | floor_area_m2
            H2           | A     | 3     | 120
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade | rooms | floor_area_m2
            H1           | A     | 3     | 120
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
    },
)
