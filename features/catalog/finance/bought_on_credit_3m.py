"""Whether the household bought on credit or by instalments in the past three months."""

from datetime import date

from features.feature import YES_NO, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    months=3,
    where="loan = 'instalments'",
    value="CAST(count(*) > 0 AS INT)",
    unit=YES_NO,
    direction=Direction.EITHER,  # whom a shop gives credit is trusted to earn
    label=Text(zh="近3个月赊账或分期购买", en="Bought on credit, past 3 months"),
    reason=Text(zh="近3个月赊账或分期购买", en="bought on credit within 3 months"),
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
            H1           | 2025-04-01  | 2025-04-10 | instalments
            H2           | 2025-03-31  | 2025-04-10 | instalments
            H3           | 2025-04-01  | 2025-04-10 | bank
            H4           | 2025-06-01  | 2025-07-10 | instalments
        """,
        expect={"H1": 1, "H2": 0, "H3": 0, "H4": 0},
    ),
)
