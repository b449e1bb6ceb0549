"""Households of more than fifteen are rare and mostly several in one."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="成员人数过多", en="More than 15 members"),
    says=Text(
        zh="本户登记了{members}名成员，请核实是否多户合并登记",
        en="{members} members in one household: are several entered as one?",
    ),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, count(*) AS members FROM people GROUP BY household_id HAVING count(*) > 15
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
            H1           | P2        | other
            H1           | P3        | other
            H1           | P4        | other
            H1           | P5        | other
            H1           | P6        | other
            H1           | P7        | other
            H1           | P8        | other
            H1           | P9        | other
            H1           | P10       | other
            H1           | P11       | other
            H1           | P12       | other
            H1           | P13       | other
            H1           | P14       | other
            H1           | P15       | other
            H1           | P16       | other
            H1           | P17       | other
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
            H1           | P2        | other
        """,
    },
)
