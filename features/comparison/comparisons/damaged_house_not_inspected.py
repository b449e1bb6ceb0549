"""Emergency management reports a damaged house; housing has not looked at it since."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="受灾房屋灾后未鉴定", en="Damaged house not inspected since"),
    says=Text(
        zh="{day}因灾住房受损，住建此后没有鉴定记录",
        en="the house was damaged on {day}; the housing bureau has not inspected it since",
    ),
    first=Department.EMERGENCY,
    second=Department.HOUSING,
    to=Department.HOUSING,
    days=10,
    find="""
        SELECT d.household_id, '' AS subject, strftime(max(d.happened_on), '%Y-%m-%d') AS day, 0.7 AS weight
        FROM disasters d JOIN homes USING (household_id)
        WHERE d.house_damaged AND d.happened_on < as_of() - 30 AND EXISTS (SELECT 1
        FROM housing_inspections) AND NOT EXISTS (SELECT 1 FROM housing_inspections h
        WHERE h.household_id = d.household_id AND h.happened_on >= d.happened_on) GROUP BY d.household_id
    """,
    fires={
        "disasters": """
            household_id | event | house_damaged | happened_on
            H1           | flood | true          | 2026-04-01
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "housing_inspections": """
            household_id | grade | happened_on
            H1           | A     | 2025-01-01
        """,
    },
    silent={
        "disasters": """
            household_id | event | house_damaged | happened_on
            H1           | flood | true          | 2026-04-01
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "housing_inspections": """
            household_id | grade | happened_on
            H1           | C     | 2026-05-01
        """,
    },
)
