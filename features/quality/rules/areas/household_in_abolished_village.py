"""After a merger of villages somebody has to carry the households over."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="所在村已撤销", en="Village was abolished"),
    says=Text(
        zh="所在村已于{ended}撤销，请更新到现村",
        en="the village was abolished on {ended}; move the household to the present one",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT h.household_id, strftime(max(a.ended_on), '%Y-%m-%d') AS ended FROM homes h
        JOIN areas a ON a.area_code = h.village_code GROUP BY h.household_id
        HAVING max(coalesce(a.ended_on, DATE '9999-12-31')) <= as_of()
    """,
    fires={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "areas": """
            area_code    | level   | area_name | happened_on | ended_on
            990101001001 | village | V         | 2000-01-01  | 2026-01-01
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "areas": """
            area_code    | level   | area_name | happened_on
            990101001001 | village | V         | 2000-01-01
        """,
    },
)
