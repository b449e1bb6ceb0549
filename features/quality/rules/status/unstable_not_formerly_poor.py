"""The first category is for formerly poor households only."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="脱贫不稳定户不是脱贫户", en="Unstable but not formerly poor"),
    says=Text(
        zh="类别为脱贫不稳定户，但该户不是脱贫户",
        en="is an unstable formerly poor household by category, but not formerly poor",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT m.household_id FROM monitored m JOIN homes h USING (household_id)
        WHERE m.category = 'unstable' AND NOT h.formerly_poor
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | false
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "households": """
            household_id | village_code | formerly_poor
            H1           | 990101001001 | true
        """,
    },
)
