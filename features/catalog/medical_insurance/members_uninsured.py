"""Members whose latest insurance record says that they are not insured, or is more than fifteen months old.

Cover runs for a calendar year and renewals take weeks to arrive, hence fifteen months and not twelve. Members
who never were on the insurer's file are in members_without_insurance_record.
"""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="insurance_enrolments",
    where="is_member",
    by="person_id",
    each={
        "insured": "latest(insured)",
        "began_on": "max(happened_on)",
    },
    value="count(*) FILTER (WHERE NOT insured OR date_diff('day', began_on, as_of) > 456)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="未参保人数", en="Members without medical insurance"),
    reason=Text(
        zh="全家有{value:.0f}人没有有效的医保参保记录",
        en="has no valid medical insurance on record for {value:.0f} of its members",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | insured
            H1           | P1        | true      | 2024-01-01  | 2024-01-20 | false
            H1           | P1        | true      | 2025-01-01  | 2025-01-20 | true
            H1           | P2        | true      | 2024-01-01  | 2024-01-20 | true
            H1           | P3        | true      | 2025-01-01  | 2025-01-20 | false
            H1           | P4        | false     | 2025-01-01  | 2025-01-20 | false
            H1           | P5        | true      | 2025-01-01  | 2025-01-20 | true
            H1           | P5        | true      | 2025-06-01  | 2025-07-20 | false
            H2           | P6        | false     | 2025-01-01  | 2025-01-20 | false
        """,  # P2's cover ran out, P3 has none; P4 has left the household
        expect={"H1": 2, "H2": None},
    ),
)
