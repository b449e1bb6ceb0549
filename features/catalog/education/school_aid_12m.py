"""Aid for schooling received for terms that began in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    months=12,
    value="sum(coalesce(aid_fen, 0)) / 100.0",  # the roll leaves the cell empty where no aid was paid
    unit="CNY",
    direction=Direction.EITHER,  # aid helps and goes to those in need
    label=Text(zh="近12个月助学金额", en="School aid, past 12 months"),
    reason=Text(
        zh="近12个月获得助学{value:,.0f}元",
        en="received CNY {value:,.0f} of school aid in 12 months",
    ),
    when_empty=0.0,  # no term on file: no aid
    scale=Scale.LINE,
    valid_range=(0, 500_000),
    privacy=Privacy.FINANCE,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | aid_fen
            H1           | 2024-06-30  | 2024-07-20 | 900000
            H1           | 2024-07-01  | 2024-07-20 | 100000
            H1           | 2025-03-01  | 2025-03-20 | 200000
            H1           | 2025-03-01  | 2025-03-20 | -
            H1           | 2025-06-01  | 2025-07-20 | 900000
            H2           | 2024-06-30  | 2024-07-20 | 900000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
