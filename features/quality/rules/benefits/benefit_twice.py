"""One household draws one allowance; two running records pay it twice."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="同一待遇重复发放", en="The same benefit twice"),
    says=Text(zh="{benefit}有{times}条同时有效的记录", en="{times} records of {benefit} run at once"),
    severity=Severity.ERROR,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT household_id, benefit, count(*) AS times FROM benefits_held
        WHERE benefit IN ('subsistence_allowance', 'extreme_hardship') GROUP BY household_id, benefit
        HAVING count(*) > 1
    """,
    fires={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
            H1           | subsistence_allowance | 60000       | false      | 2025-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on | ended_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01  | 2025-01-01
            H1           | subsistence_allowance | 60000       | false      | 2025-01-01  | -
        """,
    },
)
