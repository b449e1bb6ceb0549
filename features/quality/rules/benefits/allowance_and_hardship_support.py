"""A person draws one of the two; a household with both has mostly one entered twice."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="低保与特困同时享受", en="Allowance and hardship support together"),
    says=Text(
        zh="同一户同时享受低保和特困供养，请核实对象",
        en="draws subsistence allowance and extreme hardship support together",
    ),
    severity=Severity.ERROR,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT household_id FROM benefits_held WHERE benefit IN ('subsistence_allowance', 'extreme_hardship')
        GROUP BY household_id HAVING count(DISTINCT benefit) > 1
    """,
    fires={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01
            H1           | extreme_hardship      | 50000       | false      | 2024-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit               | monthly_fen | after_clue | happened_on | ended_on
            H1           | subsistence_allowance | 50000       | false      | 2024-01-01  | -
            H1           | extreme_hardship      | 50000       | false      | 2022-01-01  | 2024-01-01
        """,
    },
)
