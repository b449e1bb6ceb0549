"""The subsidy follows the certificate."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="享受残疾补贴但无残疾人证", en="Disability subsidy without a certificate"),
    says=Text(
        zh="享受残疾人两项补贴，但户内无人持有效残疾人证",
        en="draws disability subsidies although no member holds a certificate",
    ),
    severity=Severity.DOUBT,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT b.household_id FROM benefits_held b
        WHERE b.benefit = 'disability_subsidy' AND b.household_id NOT IN (SELECT p.household_id FROM people p
        JOIN disability_certificates c USING (person_id))
        AND EXISTS (SELECT 1 FROM people) AND EXISTS (SELECT 1 FROM disability_certificates)
        GROUP BY b.household_id
    """,
    fires={
        "benefits": """
            household_id | benefit            | monthly_fen | after_clue | happened_on
            H1           | disability_subsidy | 5000        | false      | 2024-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H2           | P2        | 4          | 2
        """,
    },
    silent={
        "benefits": """
            household_id | benefit            | monthly_fen | after_clue | happened_on
            H1           | disability_subsidy | 5000        | false      | 2024-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 4          | 2
        """,
    },
)
