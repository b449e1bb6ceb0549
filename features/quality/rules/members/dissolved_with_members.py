"""Members move, split off or die; none stays in a household that is no more."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="已销户仍有成员", en="Dissolved with members in it"),
    says=Text(
        zh="户已于{ended}销户，仍有{members}名在册成员", en="dissolved on {ended}, yet {members} members are in it"
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT h.household_id, strftime(any_value(h.ended_on), '%Y-%m-%d') AS ended, count(*) AS members
        FROM households h JOIN members m USING (household_id)
        WHERE h.ended_on <= as_of() AND (m.left_on IS NULL OR m.left_on > as_of()) GROUP BY h.household_id
    """,
    fires={
        "households": """
            household_id | village_code | ended_on
            H1           | 990101001001 | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
)
