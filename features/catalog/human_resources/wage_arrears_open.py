"""Wages owed to members and not settled as of the day."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="wage_arrears",
    where="settled_on IS NULL OR settled_on > as_of",
    value="sum(owed_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="被拖欠工资", en="Wages owed and unpaid"),
    reason=Text(zh="被拖欠工资{value:,.0f}元", en="is owed CNY {value:,.0f} in unpaid wages"),
    when_empty=0.0,  # no arrears on file
    scale=Scale.LINE,
    valid_range=(0, 2_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.WORK,
    said_from=500,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | owed_fen | settled_on
            H1           | P1        | 2024-11-01  | 2024-11-10 | 200000   | -
            H1           | P2        | 2024-11-01  | 2024-11-10 | 100000   | 2025-09-01
            H1           | P3        | 2024-11-01  | 2024-11-10 | 900000   | 2025-03-01
            H1           | P1        | 2025-06-01  | 2025-07-10 | 900000   | -
            H2           | P4        | 2024-11-01  | 2024-11-10 | 900000   | 2025-03-01
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
