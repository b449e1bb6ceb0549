"""Either the relation or the sex was entered wrong."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户主与配偶性别相同", en="Head and spouse have the same sex"),
    says=Text(
        zh="户主与配偶登记为同一性别，请核对关系或性别",
        en="head and spouse are recorded with the same sex; check relation or sex",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT h.household_id, s.person_id FROM people h JOIN people s USING (household_id)
        WHERE h.relation = 'head' AND s.relation = 'spouse' AND h.sex = s.sex
    """,
    fires={
        "members": """
            household_id | person_id | relation | sex
            H1           | P1        | head     | male
            H1           | P2        | spouse   | male
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | sex
            H1           | P1        | head     | male
            H1           | P2        | spouse   | female
        """,
    },
)
