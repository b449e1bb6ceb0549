"""Stays in hospital in the past twelve months of members between 16 and 59: an illness that also costs earnings."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    where="setting = 'inpatient' AND age_years BETWEEN 16 AND 59 AND is_member",
    value="count(*)",
    unit="stays",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月劳动年龄成员住院次数", en="Hospital stays of members of working age, past 12 months"),
    reason=Text(
        zh="近12个月劳动年龄家庭成员住院{value:.0f}次",
        en="had {value:.0f} hospital stay(s) of members of working age in 12 months",
    ),
    when_empty=0.0,  # no claim on file means no stay
    valid_range=(0, 200),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | age_years | is_member | happened_on | known_on   | setting
            H1           | P1        | 45        | true      | 2024-06-30  | 2024-07-20 | inpatient
            H1           | P1        | 45        | true      | 2024-07-01  | 2024-07-20 | inpatient
            H1           | P1        | 45        | true      | 2025-05-03  | 2025-05-20 | outpatient
            H1           | P2        | 70        | true      | 2025-05-03  | 2025-05-20 | inpatient
            H1           | P3        | 30        | false     | 2025-05-03  | 2025-05-20 | inpatient
            H1           | P1        | 45        | true      | 2025-06-11  | 2025-08-01 | inpatient
            H2           | P4        | 12        | true      | 2025-05-03  | 2025-05-20 | inpatient
        """,  # P2 is past working age, P3 has left the household
        expect={"H1": 1, "H2": 0},
    ),
)
