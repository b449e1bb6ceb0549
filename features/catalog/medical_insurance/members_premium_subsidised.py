"""Members whose latest insurance premium was paid in part by a subsidy."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="insurance_enrolments",
    where="is_member",
    by="person_id",
    each={"subsidised": "latest(premium_subsidised)"},
    value="count(*) FILTER (WHERE subsidised)",
    unit="persons",
    direction=Direction.EITHER,  # the subsidy helps and goes to those in need
    label=Text(zh="参保资助人数", en="Members with a subsidised premium"),
    reason=Text(
        zh="全家有{value:.0f}人享受参保资助",
        en="has {value:.0f} of its members insured at a subsidised premium",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | premium_subsidised
            H1           | P1        | true      | 2024-01-01  | 2024-01-20 | true
            H1           | P1        | true      | 2025-01-01  | 2025-01-20 | false
            H1           | P2        | true      | 2025-01-01  | 2025-01-20 | true
            H1           | P3        | false     | 2025-01-01  | 2025-01-20 | true
            H1           | P4        | true      | 2025-01-01  | 2025-07-20 | true
            H2           | P5        | false     | 2025-01-01  | 2025-01-20 | true
        """,
        expect={"H1": 1, "H2": None},
    ),
)
