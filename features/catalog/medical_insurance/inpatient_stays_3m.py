"""Stays in hospital in the past three months, of all members."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=3,
    where="setting = 'inpatient'",
    value="count(*)",
    unit="stays",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月住院次数", en="Hospital stays, past 3 months"),
    reason=Text(zh="近3个月住院{value:.0f}次", en="had {value:.0f} hospital stay(s) in 3 months"),
    when_empty=0.0,  # no claim on file means no stay
    valid_range=(0, 100),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | setting
            H1           | 2025-03-31  | 2025-04-20 | inpatient
            H1           | 2025-04-01  | 2025-04-20 | inpatient
            H1           | 2025-05-03  | 2025-05-20 | outpatient
            H1           | 2025-06-11  | 2025-08-01 | inpatient
            H2           | 2025-05-03  | 2025-05-20 | outpatient
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
