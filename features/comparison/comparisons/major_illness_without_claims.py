"""Health has registered a major illness; insurance has not paid a single bill."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="大病登记但无医保结算", en="Major illness without a claim"),
    says=Text(
        zh="{day}登记大病，近12个月没有任何医保结算",
        en="registered with a major illness on {day}, without any claim in 12 months",
    ),
    first=Department.HEALTH,
    second=Department.MEDICAL_INSURANCE,
    to=Department.MEDICAL_INSURANCE,
    days=10,
    find="""
        SELECT p.household_id, p.person_id, '' AS subject, strftime(max(c.happened_on), '%Y-%m-%d') AS day, 0.5
        AS weight FROM chronic_illnesses c JOIN people p USING (person_id)
        WHERE c.illness = 'major' AND c.recovered_on IS NULL AND c.happened_on BETWEEN year_ago() AND as_of() -
        60 AND p.person_id NOT IN (SELECT person_id FROM medical_claims
        WHERE person_id IS NOT NULL AND happened_on > year_ago()) AND EXISTS (SELECT 1 FROM medical_claims)
        GROUP BY p.household_id, p.person_id
    """,
    fires={
        "chronic_illnesses": """
            household_id | person_id | illness | happened_on
            H1           | P1        | major   | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "medical_claims": """
            household_id | person_id | happened_on
            H2           | P2        | 2026-03-01
        """,
    },
    silent={
        "chronic_illnesses": """
            household_id | person_id | illness | happened_on
            H1           | P1        | major   | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "medical_claims": """
            household_id | person_id | happened_on
            H1           | P1        | 2026-03-01
        """,
    },
)
