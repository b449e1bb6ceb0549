"""The worst natural disaster of the past six months in the village, its township or county (0 to 1)."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="area_events",
    months=6,
    where="event = 'disaster'",
    value="max(severity)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="所在地近6个月灾害严重程度", en="Severity of disasters in the area, past 6 months"),
    reason=Text(
        zh="所在地近6个月发生自然灾害，严重程度{value:.0%}",
        en="lives where a natural disaster of severity {value:.0%} struck within 6 months",
    ),
    when_empty=0.0,  # no event on file
    valid_range=(0, 1),
    privacy=Privacy.PUBLIC,
    theme=Theme.AREA,
    said_from=0.2,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            area_code    | happened_on | known_on   | event      | severity
            990101001001 | 2024-12-31  | 2025-01-10 | disaster   | 0.9
            990101001000 | 2025-01-01  | 2025-01-10 | disaster   | 0.5
            990101001001 | 2025-03-01  | 2025-03-10 | disaster   | 0.3
            990101002000 | 2025-03-01  | 2025-03-10 | disaster   | 0.8
            990101001001 | 2025-03-01  | 2025-03-10 | price_fall | 0.7
            990101001001 | 2025-06-20  | 2025-07-10 | disaster   | 1.0
        """,  # every example household lives in village 990101001001: the township's disaster is theirs too
        expect={"H1": 0.5},
    ),
)
