"""Nobody returns from junior secondary to primary school."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="学段倒退", en="Stage of schooling falls"),
    says=Text(zh="学段由{earlier}退到{later}", en="the stage fell from {earlier} to {later}"),
    severity=Severity.ERROR,
    mends=Department.EDUCATION,
    find="""
        SELECT household_id, person_id, earlier, stage AS later
        FROM (SELECT *, list_position(['preschool', 'primary', 'junior', 'senior', 'college'], stage) AS step,
        lag(stage) OVER w AS earlier, lag(list_position(['preschool', 'primary', 'junior', 'senior', 'college'],
        stage)) OVER w AS before FROM schooling WHERE person_id IS NOT NULL AND stage <> 'vocational'
        WINDOW w AS (PARTITION BY person_id ORDER BY happened_on, known_on)) WHERE step < before
    """,
    fires={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen | happened_on
            H1           | P1        | junior  | true      | 0        | 2025-09-01
            H1           | P1        | primary | true      | 0        | 2026-02-20
        """,
    },
    silent={
        "schooling": """
            household_id | person_id | stage   | attending | fees_fen | happened_on
            H1           | P1        | primary | true      | 0        | 2025-09-01
            H1           | P1        | junior  | true      | 0        | 2026-02-20
        """,
    },
)
