"""The eight digits inside an identity number are the birth date."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="证件号码与出生日期不符", en="Birth date differs from the identity number"),
    says=Text(
        zh="出生日期{born_on}与证件号码中的{number_born_on}不一致",
        en="the birth date {born_on} differs from {number_born_on} inside the identity number",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT p.household_id, p.person_id, strftime(p.born_on, '%Y-%m-%d') AS born_on,
        strftime(i.number_born_on, '%Y-%m-%d') AS number_born_on FROM people p
        JOIN identities i USING (household_id, person_id) WHERE i.number_born_on <> p.born_on
    """,
    fires={
        "identities": """
            household_id | person_id | number_key | number_fits | number_born_on
            H1           | P1        | n1         | true        | 1980-01-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1981-01-01
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key | number_fits | number_born_on
            H1           | P1        | n1         | true        | 1980-01-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
        """,
    },
)
