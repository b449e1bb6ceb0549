"""Fees, boarding and books after aid, for all terms that began in the past three months: they are due now."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    months=3,
    value="sum(fees_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月学费住宿费书本费", en="School fees, past 3 months"),
    reason=Text(
        zh="近3个月学费、住宿费、书本费共{value:,.0f}元",
        en="paid CNY {value:,.0f} for fees, boarding and books in 3 months",
    ),
    when_empty=0.0,  # no term on file: no fee
    scale=Scale.LINE,
    valid_range=(0, 1_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.SCHOOLING,
    said_from=1_000,
    example=Example(
        as_of=date(2024, 10, 31),
        records="""
            household_id | happened_on | known_on   | fees_fen
            H1           | 2024-07-31  | 2024-08-20 | 900000
            H1           | 2024-08-01  | 2024-08-20 | 100000
            H1           | 2024-09-01  | 2024-09-20 | 200000
            H1           | 2024-10-10  | 2024-11-20 | 900000
            H2           | 2024-07-31  | 2024-08-20 | 900000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
