"""Above 200 mu is a farm, or square metres taken for mu."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="耕地面积异常", en="Land out of range"),
    says=Text(zh="耕地{land:,.0f}亩，请核对单位", en="{land:,.0f} mu of land; check the unit"),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, cultivated_mu AS land FROM land WHERE cultivated_mu > 200
    """,
    fires={
        "land": """
            household_id | cultivated_mu
            H1           | 900
        """,
    },
    silent={
        "land": """
            household_id | cultivated_mu
            H1           | 9
        """,
    },
)
