"""Outpatient bills in the past twelve months, of all members."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    where="setting <> 'inpatient'",
    value="count(*)",
    unit="visits",
    direction=Direction.EITHER,  # going to the doctor is care as well as illness
    label=Text(zh="近12个月门诊次数", en="Outpatient visits, past 12 months"),
    reason=Text(
        zh="近12个月门诊就医{value:.0f}次",
        en="went to outpatient care {value:.0f} time(s) in 12 months",
    ),
    when_empty=0.0,  # no claim on file means no visit
    valid_range=(0, 2_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=6,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | setting
            H1           | 2024-06-30  | 2024-07-20 | outpatient
            H1           | 2024-07-01  | 2024-07-20 | outpatient
            H1           | 2025-05-02  | 2025-05-20 | special_outpatient
            H1           | 2025-05-03  | 2025-05-20 | inpatient
            H1           | 2025-06-11  | 2025-08-01 | outpatient
            H2           | 2025-05-03  | 2025-05-20 | inpatient
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
