"""What the household itself paid inside the catalogue in the past twelve months (合规自付支出).

The part of the self-paid costs that the monitoring rules set against income.
"""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    value="sum(self_paid_in_catalogue_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月合规自付医疗费用", en="Compliant self-paid medical costs, past 12 months"),
    reason=Text(
        zh="近12个月合规自付医疗费用{value:,.0f}元",
        en="paid CNY {value:,.0f} inside the catalogue for treatment in 12 months",
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
            household_id | happened_on | known_on   | self_paid_in_catalogue_fen
            H1           | 2024-06-30  | 2024-07-20 | 900000
            H1           | 2024-07-01  | 2024-07-20 | 100000
            H1           | 2025-06-11  | 2025-06-30 | 200000
            H1           | 2025-06-11  | 2025-08-01 | 400000
            H2           | 2024-06-30  | 2024-07-20 | 500000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
