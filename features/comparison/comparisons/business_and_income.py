"""A business is registered while the ledger knows no income from any; only where the household consented."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="有工商登记而无经营收入", en="Business without business income"),
    says=Text(
        zh="{day}登记工商，近12个月台账没有经营性收入",
        en="a business was registered on {day}; the ledger has no business income in 12 months",
    ),
    first=Department.PUBLIC_SECURITY,
    second=Department.AGRICULTURE,
    to=Department.TOWNSHIP,
    days=15,
    consent=True,
    find="""
        SELECT a.household_id, a.person_id, a.record_id AS subject, strftime(a.happened_on, '%Y-%m-%d') AS day,
        0.6 AS weight FROM asset_registrations a
        WHERE a.asset = 'business' AND (a.ended_on IS NULL OR a.ended_on > as_of()) AND a.household_id IN
        (SELECT household_id FROM earned) AND a.household_id NOT IN (SELECT household_id FROM incomes
        WHERE income_kind = 'business' AND amount_fen > 0 AND happened_on > year_ago())
    """,
    fires={
        "asset_registrations": """
            household_id | person_id | asset    | worth_fen
            H1           | P1        | business | 6000000
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 100        | 2026-05-31
        """,
        "consents": """
            household_id | happened_on
            H1           | 2026-01-01
        """,
    },
    silent={
        "asset_registrations": """
            household_id | person_id | asset    | worth_fen
            H1           | P1        | business | 6000000
        """,
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | business    | 90000      | 2026-05-31
        """,
        "consents": """
            household_id | happened_on
            H1           | 2026-01-01
        """,
    },
)
