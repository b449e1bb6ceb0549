"""What happens next depends on it: a death ends benefits, a move takes them along."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="离开而未写明原因", en="Left without a reason"),
    says=Text(
        zh="已离开本户但未写明原因（死亡、婚嫁、分户、迁出）",
        en="has left, but not how: death, marriage, split or move",
    ),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id FROM left_home WHERE left_by IS NULL
    """,
    fires={
        "members": """
            household_id | person_id | relation | left_on
            H1           | P1        | head     | 2026-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
)
