"""Either the pupil left without being reported, or the work is somebody else's."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="在读又在务工", en="At school and at work"),
    says=Text(zh="学籍为在读，同时有在岗务工记录", en="attending school and recorded at work at the same time"),
    severity=Severity.DOUBT,
    mends=Department.EDUCATION,
    find="""
        SELECT DISTINCT s.household_id, s.person_id FROM pupils s JOIN jobs j USING (person_id)
        JOIN people p USING (person_id)
        WHERE s.attending AND s.stage IN ('primary', 'junior', 'senior') AND s.happened_on > as_of() - 400
    """,
    fires={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on
            H1           | P1        | junior | true      | 0        | 2026-02-20
        """,
        "employment_spells": """
            household_id | person_id | work_state
            H1           | P1        | employed
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2012-01-01
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage  | attending | fees_fen | happened_on
            H1           | P1        | junior | false     | 0        | 2026-02-20
        """,
        "employment_spells": """
            household_id | person_id | work_state
            H1           | P1        | employed
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2012-01-01
        """,
    },
)
