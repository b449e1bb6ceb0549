"""The last digit of the 20 is the grade."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="残疾等级与证号不符", en="Grade of disability differs from the card number"),
    says=Text(
        zh="登记的残疾等级{recorded}级与证号中的{carded}级不一致",
        en="the recorded grade {recorded} differs from {carded} in the card number",
    ),
    severity=Severity.ERROR,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT i.household_id, i.person_id, c.grade AS recorded, i.card_grade AS carded FROM identities i
        JOIN disability_certificates c USING (person_id) WHERE i.card_fits AND i.card_grade <> c.grade
    """,
    fires={
        "identities": """
            household_id | person_id | card_fits | card_names_person | card_kind | card_grade
            H1           | P1        | true      | true              | 1         | 2
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
