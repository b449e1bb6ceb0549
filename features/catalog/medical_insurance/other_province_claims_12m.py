"""Bills of the past twelve months from another province: they come months late and are reimbursed less."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    where="other_province",
    value="count(*)",
    unit="bills",
    direction=Direction.EITHER,  # whoever falls ill away from home works away from home
    label=Text(zh="近12个月跨省就医次数", en="Treatments in another province, past 12 months"),
    reason=Text(
        zh="近12个月跨省就医{value:.0f}次",
        en="was treated in another province {value:.0f} time(s) in 12 months",
    ),
    when_empty=0.0,  # no claim on file means none
    valid_range=(0, 500),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | other_province
            H1           | 2024-06-30  | 2024-07-20 | true
            H1           | 2024-07-01  | 2024-11-20 | true
            H1           | 2025-05-03  | 2025-05-20 | false
            H1           | 2025-05-03  | 2025-05-20 | -
            H1           | 2025-02-11  | 2025-08-01 | true
            H2           | 2025-05-03  | 2025-05-20 | false
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
