"""Whether the household borrowed from relatives, friends or lenders in the past three months."""

from datetime import date

from features.feature import YES_NO, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    months=3,
    where="loan = 'private'",
    value="CAST(count(*) > 0 AS INT)",
    unit=YES_NO,
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月向亲友或民间借款", en="Private borrowing, past 3 months"),
    reason=Text(zh="近3个月向亲友或民间借款", en="borrowed from private lenders within 3 months"),
    when_empty=0.0,  # not on file: did not
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.DEBT,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loan
            H1           | 2025-04-01  | 2025-04-10 | private
            H2           | 2025-03-31  | 2025-04-10 | private
            H3           | 2025-04-01  | 2025-04-10 | bank
            H4           | 2025-06-01  | 2025-07-10 | private
        """,
        expect={"H1": 1, "H2": 0, "H3": 0, "H4": 0},
    ),
)
