"""What the household itself paid for treatment in the twelve months that ended three months ago."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    ago=3,
    value="sum(self_paid_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # an old illness goes on, or is over
    label=Text(
        zh="三个月前的12个月自付医疗费用",
        en="Out-of-pocket medical costs of the 12 months that ended 3 months ago",
    ),
    reason=Text(
        zh="此前12个月自付医疗费用{value:,.0f}元",
        en="paid CNY {value:,.0f} for treatment in the 12 months before",
    ),
    when_empty=0.0,  # no claim on file means nothing was paid
    scale=Scale.LINE,
    valid_range=(0, 2_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said=False,  # it is the yardstick of medical_rise_3m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | self_paid_fen
            H1           | 2024-03-31  | 2024-04-20 | 900000
            H1           | 2024-04-01  | 2024-04-20 | 100000
            H1           | 2025-03-31  | 2025-04-20 | 200000
            H1           | 2025-04-01  | 2025-04-20 | 500000
            H1           | 2025-01-10  | 2025-07-01 | 400000
            H2           | 2025-04-01  | 2025-04-20 | 500000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
