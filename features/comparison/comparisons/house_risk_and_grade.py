"""Monitored for an unsafe house, while housing grades it safe."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="因房纳入但鉴定为安全住房", en="Monitored for the house, which is graded safe"),
    says=Text(
        zh="因安全住房纳入监测，住建鉴定为{grade}（{day}）",
        en="monitored for an unsafe house, graded {grade} by the housing bureau on {day}",
    ),
    first=Department.AGRICULTURE,
    second=Department.HOUSING,
    to=Department.HOUSING,
    days=15,
    find="""
        SELECT m.household_id, '' AS subject, h.grade, strftime(h.happened_on, '%Y-%m-%d') AS day, 0.8 AS weight
        FROM monitored m JOIN house h USING (household_id)
        WHERE m.risk_type = 'housing' AND h.grade IN ('A', 'B') AND h.happened_on <= m.identified_on
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on
            H1           | identified | unstable | housing   | 2026-03-01
        """,
        "housing_inspections": """
            household_id | grade | happened_on
            H1           | A     | 2026-01-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on
            H1           | identified | unstable | housing   | 2026-03-01
        """,
        "housing_inspections": """
            household_id | grade | happened_on
            H1           | D     | 2026-01-01
        """,
    },
)
