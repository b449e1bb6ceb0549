"""The card number is the identity number, the kind (1 to 7) and the grade (1 to 4), with two more when reissued."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="残疾人证号格式错误", en="Disability card number is malformed"),
    says=Text(
        zh="残疾人证号应为20或22位（18位证件号码+类别+等级），请核对",
        en="a disability card has 20 or 22 characters: identity number, kind, grade; check it",
    ),
    severity=Severity.ERROR,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT household_id, person_id FROM identities WHERE NOT card_fits
    """,
    fires={
        "identities": """
            household_id | person_id | card_fits
            H1           | P1        | false
        """,
    },
    silent={
        "identities": """
            household_id | person_id | card_fits
            H1           | P1        | true
        """,
    },
)
