"""Whether the household lived on its savings in the past three months."""

from datetime import date

from features.feature import YES_NO, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    months=3,
    where="loan = 'spent_savings'",
    value="CAST(count(*) > 0 AS INT)",
    unit=YES_NO,
    direction=Direction.EITHER,  # they are gone, and there were some
    label=Text(zh="近3个月动用积蓄", en="Savings spent, past 3 months"),
    reason=Text(zh="近3个月靠动用积蓄生活", en="lived on its savings within 3 months"),
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
            H1           | 2025-04-01  | 2025-04-10 | spent_savings
            H2           | 2025-03-31  | 2025-04-10 | spent_savings
            H3           | 2025-04-01  | 2025-04-10 | bank
            H4           | 2025-06-01  | 2025-07-10 | spent_savings
        """,
        expect={"H1": 1, "H2": 0, "H3": 0, "H4": 0},
    ),
)
