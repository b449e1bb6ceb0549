"""Two numbers for one bill count its cost twice."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="疑似重复结算", en="The same treatment claimed twice"),
    says=Text(
        zh="{day}同一人同类就诊、总额相同的结算有{claims}笔",
        en="{claims} claims of the same kind and total for one person on {day}",
    ),
    severity=Severity.DOUBT,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id, strftime(happened_on, '%Y-%m-%d') AS day, count(*) AS claims
        FROM medical_claims WHERE person_id IS NOT NULL
        GROUP BY household_id, person_id, happened_on, setting, total_fen HAVING count(*) > 1
    """,
    fires={
        "medical_claims": """
            household_id | person_id | total_fen | setting   | happened_on
            H1           | P1        | 100000    | inpatient | 2026-05-01
            H1           | P1        | 100000    | inpatient | 2026-05-01
        """,
    },
    silent={
        "medical_claims": """
            household_id | person_id | total_fen | setting   | happened_on
            H1           | P1        | 100000    | inpatient | 2026-05-01
            H1           | P1        | 100000    | inpatient | 2026-05-02
        """,
    },
)
