"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="治愈日期早于登记日期", en="Recovered before being registered"),
    says=Text(
        zh="治愈或注销日期{recovered}早于登记日期{began}",
        en="recovered on {recovered}, before the registration on {began}",
    ),
    severity=Severity.ERROR,
    mends=Department.HEALTH,
    find="""
        SELECT household_id, person_id, strftime(recovered_on, '%Y-%m-%d') AS recovered, strftime(happened_on,
        '%Y-%m-%d') AS began FROM chronic_illnesses WHERE recovered_on < happened_on
    """,
    fires={
        "chronic_illnesses": """
            household_id | person_id | illness | happened_on | recovered_on
            H1           | P1        | major   | 2026-01-01  | 2025-01-01
        """,
    },
    silent={
        "chronic_illnesses": """
            household_id | person_id | illness | happened_on | recovered_on
            H1           | P1        | major   | 2025-01-01  | 2026-01-01
        """,
    },
)
