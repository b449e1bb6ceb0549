"""What all treatment of the past twelve months cost, whoever paid: how ill the household was."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    value="sum(total_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月医疗总费用", en="Total medical costs, past 12 months"),
    reason=Text(
        zh="近12个月医疗总费用{value:,.0f}元",
        en="needed treatment worth CNY {value:,.0f} in 12 months",
    ),
    when_empty=0.0,  # no claim on file means nothing was spent
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=2_000,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | total_fen
            H1           | 2024-06-30  | 2024-07-20 | 900000
            H1           | 2024-07-01  | 2024-07-20 | 100000
            H1           | 2025-06-11  | 2025-06-30 | 200000
            H1           | 2025-06-11  | 2025-08-01 | 400000
            H2           | 2024-06-30  | 2024-07-20 | 500000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
