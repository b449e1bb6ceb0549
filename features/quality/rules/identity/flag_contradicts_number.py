"""Two places say the opposite of the same number."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="校验结论与证件号码不符", en="Recorded as valid although the number is not"),
    says=Text(
        zh="成员表记为“校验通过”，但证件号码校验位错误",
        en="the member is recorded as checked, yet the number fails its check digit",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT p.household_id, p.person_id FROM people p JOIN identities i USING (household_id, person_id)
        WHERE p.identity_valid AND NOT i.number_fits
    """,
    fires={
        "identities": """
            household_id | person_id | number_key | number_fits
            H1           | P1        | n1         | false
        """,
        "members": """
            household_id | person_id | relation | identity_valid
            H1           | P1        | head     | true
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key | number_fits
            H1           | P1        | n1         | false
        """,
        "members": """
            household_id | person_id | relation | identity_valid
            H1           | P1        | head     | false
        """,
    },
)
