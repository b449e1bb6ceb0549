"""A new certificate replaces the old one, which must be struck off."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="一人有两本有效残疾人证", en="Two valid disability certificates"),
    says=Text(zh="同一人有{cards}本有效残疾人证", en="{cards} valid disability certificates for one person"),
    severity=Severity.DOUBT,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT household_id, person_id, count(*) AS cards FROM disability_certificates
        WHERE valid_until_on IS NULL OR valid_until_on >= as_of() GROUP BY household_id, person_id
        HAVING count(*) > 1
    """,
    fires={
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 4          | 2
            H1           | P1        | 1          | 1
        """,
    },
    silent={
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 4          | 2
        """,
    },
)
