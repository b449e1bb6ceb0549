"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="欠薪清偿早于核实", en="Arrears settled before they were established"),
    says=Text(
        zh="清偿日期{settled}早于欠薪核实日期{began}",
        en="settled on {settled}, before the arrears were established on {began}",
    ),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id, strftime(settled_on, '%Y-%m-%d') AS settled, strftime(happened_on,
        '%Y-%m-%d') AS began FROM wage_arrears WHERE settled_on < happened_on
    """,
    fires={
        "wage_arrears": """
            household_id | person_id | owed_fen | happened_on | settled_on
            H1           | P1        | 100      | 2026-01-01  | 2025-01-01
        """,
    },
    silent={
        "wage_arrears": """
            household_id | person_id | owed_fen | happened_on | settled_on
            H1           | P1        | 100      | 2025-01-01  | 2026-01-01
        """,
    },
)
