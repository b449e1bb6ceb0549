"""The largest single bill the household itself paid in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    value="max(self_paid_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月最大一笔自付医疗费用", en="Largest out-of-pocket medical bill, past 12 months"),
    reason=Text(
        zh="近12个月有一次就医自付{value:,.0f}元",
        en="paid CNY {value:,.0f} for a single treatment in 12 months",
    ),
    when_empty=0.0,  # no claim on file means nothing was paid
    scale=Scale.LINE,
    valid_range=(0, 2_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1_000,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | self_paid_fen
            H1           | 2024-06-30  | 2024-07-20 | 900000
            H1           | 2024-07-01  | 2024-07-20 | 300000
            H1           | 2025-06-11  | 2025-06-30 | 200000
            H1           | 2025-06-11  | 2025-08-01 | 800000
            H2           | 2024-06-30  | 2024-07-20 | 500000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
