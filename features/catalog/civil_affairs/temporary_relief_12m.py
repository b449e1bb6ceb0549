"""Grants of temporary relief in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    months=12,
    where="benefit = 'temporary_relief'",
    value="count(*)",
    unit="grants",
    direction=Direction.EITHER,  # relief for an emergency that may be over
    label=Text(zh="近12个月临时救助次数", en="Temporary relief, past 12 months"),
    reason=Text(
        zh="近12个月获得{value:.0f}次临时救助",
        en="was granted temporary relief {value:.0f} time(s) in 12 months",
    ),
    when_empty=0.0,  # no relief on file
    valid_range=(0, 50),
    privacy=Privacy.FINANCE,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit          | after_clue
            H1           | 2024-06-30  | 2024-07-10 | temporary_relief | false
            H1           | 2024-07-01  | 2024-07-10 | temporary_relief | false
            H1           | 2025-03-01  | 2025-03-10 | social_aid       | false
            H1           | 2025-03-01  | 2025-03-10 | temporary_relief | true
            H1           | 2025-06-01  | 2025-07-10 | temporary_relief | false
            H2           | 2025-03-01  | 2025-03-10 | social_aid       | false
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
