"""The second category is for households that were never on the register."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="边缘易致贫户却是脱贫户", en="Marginal but formerly poor"),
    says=Text(zh="类别为边缘易致贫户，但该户是脱贫户", en="is a marginal household by category, but formerly poor"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT m.household_id FROM monitored m JOIN homes h USING (household_id)
        WHERE m.category = 'marginal' AND h.formerly_poor
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | marginal | illness   | 2026-01-10  | 2026-01-01
        """,
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | true
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | marginal | illness   | 2026-01-10  | 2026-01-01
        """,
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | false
        """,
    },
)
