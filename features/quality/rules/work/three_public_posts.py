"""Posts are meant for as many households as possible."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="一户三个以上公益性岗位", en="Three public posts in a household"),
    says=Text(zh="本户有{posts}人在公益性岗位", en="{posts} members hold public posts"),
    severity=Severity.DOUBT,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, count(DISTINCT person_id) AS posts FROM jobs WHERE public_post
        GROUP BY household_id HAVING count(DISTINCT person_id) >= 3
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place    | public_post
            H1           | P1        | employed   | township | true
            H1           | P2        | employed   | township | true
            H1           | P3        | employed   | township | true
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place    | public_post
            H1           | P1        | employed   | township | true
            H1           | P2        | employed   | township | false
        """,
    },
)
