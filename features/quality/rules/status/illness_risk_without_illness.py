"""Checkers take this for a wrong risk type."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="因病但无大病慢病且无自付", en="Risk by illness without illness or cost"),
    says=Text(
        zh="风险为因病，户内无大病慢病登记，近12个月合规自付为0",
        en="the risk is illness, yet nobody is registered as ill and nothing was paid for treatment",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM monitored
        WHERE risk_type = 'illness' AND household_id NOT IN (SELECT p.household_id FROM people p
        JOIN chronic_illnesses c USING (person_id)) AND household_id NOT IN (SELECT household_id FROM treated
        WHERE self_paid_fen > 0) AND EXISTS (SELECT 1 FROM people) AND EXISTS (SELECT 1 FROM chronic_illnesses)
        AND EXISTS (SELECT 1 FROM medical_claims)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "chronic_illnesses": """
            household_id | person_id | illness
            H2           | P2        | major
        """,
        "medical_claims": """
            household_id | person_id | setting   | total_fen | fund_paid_fen | self_paid_fen
            H2           | P2        | inpatient | 100       | 60            | 40
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "chronic_illnesses": """
            household_id | person_id | illness
            H1           | P1        | major
        """,
        "medical_claims": """
            household_id | person_id | setting   | total_fen | fund_paid_fen | self_paid_fen
            H2           | P2        | inpatient | 100       | 60            | 40
        """,
    },
)
