"""Whether the household draws the subsistence allowance, or hardship support, as of the day.

What was granted after a clue counts as well, so that no alert says a household draws nothing when it does.
"""

from datetime import date

from features.feature import YES_NO, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="benefit IN ('subsistence_allowance', 'extreme_hardship') AND (ended_on IS NULL OR ended_on > as_of)",
    value="CAST(count(*) > 0 AS INT)",
    unit=YES_NO,
    direction=Direction.EITHER,  # support lifts and goes to those in need
    label=Text(zh="正在享受低保（含线索后给予）", en="Draws the subsistence allowance, also if granted after a clue"),
    reason=Text(zh="正在享受低保", en="draws the subsistence allowance"),
    when_empty=0.0,  # nothing on file
    valid_range=(0, 1),
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
        expect={"H1": 1, "H2": 0, "H3": 1, "H4": 0},
    ),
)
