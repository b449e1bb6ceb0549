"""The seventeenth digit is odd for men and even for women."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="证件号码与性别不符", en="Sex differs from the identity number"),
    says=Text(
        zh="登记的性别与证件号码第17位不一致", en="the recorded sex differs from the 17th digit of the identity number"
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT p.household_id, p.person_id FROM people p JOIN identities i USING (household_id, person_id)
        WHERE i.number_sex <> p.sex
    """,
    fires={
        "identities": """
            household_id | person_id | number_key | number_fits | number_sex
            H1           | P1        | n1         | true        | male
        """,
        "members": """
            household_id | person_id | relation | sex
            H1           | P1        | head     | female
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key | number_fits | number_sex
            H1           | P1        | n1         | true        | female
        """,
        "members": """
            household_id | person_id | relation | sex
            H1           | P1        | head     | female
        """,
    },
)
