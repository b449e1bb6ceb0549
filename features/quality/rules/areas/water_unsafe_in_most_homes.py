"""So many at once is one broken pipe or spring, not so many households."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="村内多数户饮水不安全", en="Most homes of a village have unsafe water"),
    says=Text(
        zh="村内{homes}户中{unsafe}户饮水不安全", en="the water is unsafe in {unsafe} of {homes} homes of the village"
    ),
    severity=Severity.SITUATION,
    mends=Department.WATER,
    find="""
        SELECT h.village_code AS area_code, count(*) AS homes, count(*) FILTER (WHERE NOT w.safe) AS unsafe
        FROM homes h JOIN water w USING (household_id) GROUP BY h.village_code
        HAVING count(*) >= 4 AND 2 * count(*) FILTER (WHERE NOT w.safe) > count(*)
    """,
    fires={
        "households": """
            household_id | village_code
            H0           | 990101001001
            H1           | 990101001001
            H2           | 990101001001
            H3           | 990101001001
        """,
        "drinking_water": """
            household_id | safe
            H0           | false
            H1           | false
            H2           | false
            H3           | false
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H0           | 990101001001
            H1           | 990101001001
            H2           | 990101001001
            H3           | 990101001001
        """,
        "drinking_water": """
            household_id | safe
            H0           | true
            H1           | true
            H2           | true
            H3           | true
        """,
    },
)
