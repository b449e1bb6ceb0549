"""A mobile number has 11 digits and begins with 13 to 19."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="联系电话格式错误", en="Telephone number is malformed"),
    says=Text(
        zh="联系电话不是有效的手机或固定电话号码", en="the telephone number is neither a mobile nor a fixed line's"
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id FROM identities WHERE NOT phone_fits
    """,
    fires={
        "identities": """
            household_id | person_id | phone_fits
            H1           | P1        | false
        """,
    },
    silent={
        "identities": """
            household_id | person_id | phone_fits
            H1           | P1        | true
        """,
    },
)
