"""What the household itself paid for treatment in the year before the past one."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    ago=12,
    value="sum(self_paid_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # an old illness goes on, or is over
    label=Text(zh="上一年度自付医疗费用", en="Out-of-pocket medical costs of the year before"),
    reason=Text(
        zh="前一年自付医疗费用{value:,.0f}元",
        en="paid CNY {value:,.0f} for treatment in the year before",
    ),
    when_empty=0.0,  # no claim on file means nothing was paid
    scale=Scale.LINE,
    valid_range=(0, 2_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said=False,  # what happened more than a year ago is no news to the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | self_paid_fen
            H1           | 2023-06-30  | 2023-07-20 | 900000
            H1           | 2023-07-01  | 2023-07-20 | 100000
            H1           | 2024-06-30  | 2024-07-20 | 200000
            H1           | 2024-07-01  | 2024-07-20 | 500000
            H1           | 2024-03-10  | 2025-07-01 | 400000
            H2           | 2024-07-01  | 2024-07-20 | 500000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
