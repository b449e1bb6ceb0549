"""College before 17, senior secondary before 14 and junior before 11 are entry errors."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="文化程度与年龄不符", en="Schooling higher than the age allows"),
    says=Text(zh="{age}岁，文化程度登记为{schooling_level}", en="{age} years old with schooling {schooling_level}"),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, age, schooling_level FROM people
        WHERE (schooling_level = 'college' AND age < 17) OR (schooling_level = 'senior' AND age < 14) OR
        (schooling_level = 'junior' AND age < 11)
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | schooling_level
            H1           | P1        | child    | 2013-01-01 | college
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | schooling_level
            H1           | P1        | child    | 2013-01-01 | primary
        """,
    },
)
