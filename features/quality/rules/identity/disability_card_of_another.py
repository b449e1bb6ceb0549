"""The card number begins with its holder's identity number."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="残疾人证号与本人证件号码不符", en="Disability card carries another identity number"),
    says=Text(
        zh="残疾人证号前18位不是本人证件号码",
        en="the first 18 characters of the disability card are not the person's identity number",
    ),
    severity=Severity.ERROR,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT household_id, person_id FROM identities WHERE card_fits AND NOT card_names_person
    """,
    fires={
        "identities": """
            household_id | person_id | card_fits | card_names_person
            H1           | P1        | true      | false
        """,
    },
    silent={
        "identities": """
            household_id | person_id | card_fits | card_names_person
            H1           | P1        | true      | true
        """,
    },
)
