"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="恢复供水早于断供", en="Water restored before it was cut off"),
    says=Text(zh="恢复供水{restored}早于断供{cut}", en="restored on {restored}, before it was cut off on {cut}"),
    severity=Severity.ERROR,
    mends=Department.WATER,
    find="""
        SELECT household_id, strftime(restored_on, '%Y-%m-%d') AS restored, strftime(cut_off_on, '%Y-%m-%d') AS
        cut FROM drinking_water WHERE restored_on < cut_off_on
    """,
    fires={
        "drinking_water": """
            household_id | safe | cut_off_on | restored_on
            H1           | true | 2026-02-01 | 2026-01-01
        """,
    },
    silent={
        "drinking_water": """
            household_id | safe | cut_off_on | restored_on
            H1           | true | 2026-01-01 | 2026-02-01
        """,
    },
)
