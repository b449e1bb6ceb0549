"""The last character of an identity number follows from the others (GB 11643, ISO 7064 MOD 11-2)."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="证件号码校验位错误", en="Identity number fails its check digit"),
    says=Text(
        zh="证件号码校验位不对（GB 11643），请对照户口簿或身份证更正",
        en="the identity number fails its check digit (GB 11643); correct it from the register or the card",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id FROM identities WHERE NOT number_fits
    """,
    fires={
        "identities": """
            household_id | person_id | number_key | number_fits
            H1           | P1        | n1         | false
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key | number_fits
            H1           | P1        | n1         | true
        """,
    },
)
