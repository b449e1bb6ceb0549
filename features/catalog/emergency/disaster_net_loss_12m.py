"""What disasters and accidents of the past twelve months cost beyond what was compensated."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disasters",
    months=12,
    value="sum(loss_fen - coalesce(compensated_fen, 0)) / 100.0",  # an empty cell: nothing has been paid yet
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月灾害净损失", en="Net loss by disasters, past 12 months"),
    reason=Text(
        zh="近12个月因灾害意外净损失{value:,.0f}元",
        en="lost CNY {value:,.0f} net by disasters or accidents in 12 months",
    ),
    when_empty=0.0,  # none on file
    scale=Scale.LINE,
    valid_range=(-2_000_000, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.DISASTER,
    said_from=500,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loss_fen | compensated_fen
            H1           | 2024-06-30  | 2024-07-10 | 900000   | -
            H1           | 2024-07-01  | 2024-07-10 | 300000   | 200000
            H1           | 2025-03-01  | 2025-03-10 | 200000   | -
            H1           | 2025-06-20  | 2025-07-10 | 900000   | -
            H2           | 2024-06-30  | 2024-07-10 | 900000   | -
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
