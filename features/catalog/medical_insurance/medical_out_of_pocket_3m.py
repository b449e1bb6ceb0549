"""What the household itself paid for treatment in the past three months, after insurance and relief."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=3,
    value="sum(self_paid_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月自付医疗费用", en="Out-of-pocket medical costs, past 3 months"),
    reason=Text(
        zh="近3个月自付医疗费用{value:,.0f}元",
        en="paid CNY {value:,.0f} for treatment in 3 months",
    ),
    when_empty=0.0,  # no claim on file means nothing was paid
    scale=Scale.LINE,
    valid_range=(0, 2_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=500,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | self_paid_fen
            H1           | 2025-03-31  | 2025-04-20 | 900000
            H1           | 2025-04-01  | 2025-04-20 | 100000
            H1           | 2025-06-11  | 2025-06-30 | 200000
            H1           | 2025-06-11  | 2025-08-01 | 400000
            H2           | 2025-03-31  | 2025-04-20 | 500000
        """,  # March lies outside the window, one bill of June came too late
        expect={"H1": 3000, "H2": 0},
    ),
)
