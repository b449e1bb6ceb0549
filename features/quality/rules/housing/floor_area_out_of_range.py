"""Below 8 or above 1,000 m2 the unit or the decimal point is wrong."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="住房面积异常", en="Floor area out of range"),
    says=Text(zh="住房面积{area:,.0f}平方米，请核对", en="a floor area of {area:,.0f} m2; check it"),
    severity=Severity.DOUBT,
    mends=Department.HOUSING,
    find="""
        SELECT household_id, floor_area_m2 AS area FROM house WHERE floor_area_m2 NOT BETWEEN 8 AND 1000
    """,
    fires={
        "housing_inspections": """
            household_id | grade | rooms | floor_area_m2
            H1           | A     | 3     | 12000
        """,
    },
    silent={
        "housing_inspections": """
            household_id | grade | rooms | floor_area_m2
            H1           | A     | 3     | 120
        """,
    },
)
