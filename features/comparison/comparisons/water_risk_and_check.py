"""Monitored for unsafe water, while the water bureau finds it safe."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="因水纳入但核查为安全", en="Monitored for the water, which was found safe"),
    says=Text(
        zh="因安全饮水纳入监测，水务核查为安全（{day}）",
        en="monitored for unsafe water, found safe by the water bureau on {day}",
    ),
    first=Department.AGRICULTURE,
    second=Department.WATER,
    to=Department.WATER,
    days=15,
    find="""
        SELECT m.household_id, '' AS subject, strftime(w.happened_on, '%Y-%m-%d') AS day, 0.8 AS weight
        FROM monitored m JOIN water w USING (household_id)
        WHERE m.risk_type = 'water' AND w.safe AND w.happened_on <= m.identified_on
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on
            H1           | identified | unstable | water     | 2026-03-01
        """,
        "drinking_water": """
            household_id | safe | happened_on
            H1           | true | 2026-01-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on
            H1           | identified | unstable | water     | 2026-03-01
        """,
        "drinking_water": """
            household_id | safe  | happened_on
            H1           | false | 2026-01-01
        """,
    },
)
