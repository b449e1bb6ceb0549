"""Beware of sources that swap sight (1) and hearing (2)."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="残疾类别与证号不符", en="Kind of disability differs from the card number"),
    says=Text(
        zh="登记的残疾类别{recorded}与证号中的{carded}不一致",
        en="the recorded kind {recorded} differs from {carded} in the card number",
    ),
    severity=Severity.ERROR,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT i.household_id, i.person_id, c.disability AS recorded, i.card_kind AS carded FROM identities i
        JOIN disability_certificates c USING (person_id) WHERE i.card_fits AND i.card_kind <> c.disability
    """,
    fires={
        "identities": """
            household_id | person_id | card_fits | card_names_person | card_kind | card_grade
            H1           | P1        | true      | true              | 2         | 1
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 1          | 1
        """,
    },
    silent={
        "identities": """
            household_id | person_id | card_fits | card_names_person | card_kind | card_grade
            H1           | P1        | true      | true              | 1         | 1
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 1          | 1
        """,
    },
)
