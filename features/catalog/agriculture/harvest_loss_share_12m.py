"""The largest share of a harvest that was lost in the past twelve months."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="harvests",
    months=12,
    value="max(loss_share)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月最大减产比例", en="Largest share of a harvest lost, past 12 months"),
    reason=Text(zh="近12个月有一季减产{value:.0%}", en="lost {value:.0%} of a harvest in 12 months"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.PRODUCTION,
    said_from=0.1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loss_share
            H1           | 2024-06-30  | 2024-07-10 | 0.9
            H1           | 2024-07-01  | 2024-07-10 | 0.4
            H1           | 2025-01-20  | 2025-02-10 | 0.1
            H1           | 2025-01-20  | 2025-02-10 | -
            H1           | 2025-06-20  | 2025-07-10 | 0.8
            H2           | 2025-01-20  | 2025-02-10 | -
        """,
        expect={"H1": 0.4, "H2": None, "H3": None},
    ),
)
