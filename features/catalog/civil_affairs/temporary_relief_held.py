"""Whether temporary relief, in money or in kind, is running as of the day."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="benefit = 'temporary_relief' AND (ended_on IS NULL OR ended_on > as_of)",
    value="count(DISTINCT benefit)",
    unit="yes = 1",
    direction=Direction.EITHER,  # support lifts and goes to those in need
    label=Text(zh="正在享受临时救助", en="Draws temporary relief"),
    reason=Text(zh="正在享受临时救助（{value:.0f}项）", en="draws temporary relief ({value:.0f})"),
    when_empty=0.0,  # no relief on file
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit          | ended_on   | after_clue
            H1           | 2025-01-01  | 2025-02-01 | temporary_relief | -          | false
            H1           | 2025-03-01  | 2025-03-01 | temporary_relief | 2025-12-31 | false
            H2           | 2025-01-01  | 2025-02-01 | temporary_relief | 2025-05-01 | false
            H2           | 2025-06-01  | 2025-07-10 | temporary_relief | -          | false
            H3           | 2025-01-01  | 2025-02-01 | temporary_relief | -          | true
            H4           | 2025-01-01  | 2025-02-01 | old_age_pension  | -          | false
        """,
        expect={"H1": 1, "H2": 0, "H3": 0, "H4": 0},
    ),
)
