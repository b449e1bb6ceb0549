"""What the benefits the household draws as of the day come to in a month.

What was granted after a clue counts as well, so that no alert says a household draws nothing when it does.
"""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="(ended_on IS NULL OR ended_on > as_of)",
    value="sum(monthly_fen) / 100.0",
    unit="CNY a month",
    direction=Direction.EITHER,  # support lifts and goes to those in need
    label=Text(zh="正在享受的月保障金（含线索后给予）", en="Benefits a month, with those granted after a clue"),
    reason=Text(zh="每月享受保障金{value:,.0f}元", en="draws CNY {value:,.0f} a month in benefits"),
    when_empty=0.0,  # nothing on file
    scale=Scale.LINE,
    valid_range=(0, 200_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    fact_only=True,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit               | monthly_fen | ended_on   | after_clue
            H1           | 2025-01-01  | 2025-02-01 | subsistence_allowance | 30000       | -          | false
            H1           | 2025-03-01  | 2025-03-01 | old_age_pension       | 20000       | -          | true
            H2           | 2025-01-01  | 2025-02-01 | subsistence_allowance | 30000       | 2025-05-01 | true
            H3           | 2025-01-01  | 2025-02-01 | subsistence_allowance | 30000       | -          | true
            H4           | 2025-06-01  | 2025-07-10 | subsistence_allowance | 30000       | -          | true
            H4           | 2025-01-01  | 2025-01-10 | old_age_pension       | 20000       | -          | false
        """,
        expect={"H1": 500, "H2": 0, "H3": 300, "H4": 200},
    ),
)
