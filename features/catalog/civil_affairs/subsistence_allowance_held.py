"""Whether the household draws the subsistence allowance or extreme hardship support."""

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
    direction=Direction.EITHER,  # it lifts and it marks those at the bottom
    label=Text(zh="享受低保或特困供养", en="Draws the subsistence allowance"),
    reason=Text(zh="正在享受低保或特困供养", en="draws the subsistence allowance or extreme hardship support"),
    when_empty=0.0,  # no such benefit on file
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit               | ended_on   | after_clue
            H1           | 2023-01-01  | 2023-02-01 | subsistence_allowance | 2025-12-31 | false
            H2           | 2023-01-01  | 2023-02-01 | subsistence_allowance | 2025-01-01 | false
            H3           | 2023-01-01  | 2023-02-01 | old_age_pension       | -          | false
            H4           | 2025-06-01  | 2025-07-10 | extreme_hardship      | -          | false
            H5           | 2025-01-01  | 2025-02-01 | subsistence_allowance | -          | true
            H6           | 2023-01-01  | 2023-02-01 | extreme_hardship      | -          | false
        """,  # H5's was granted because of a clue: it must not be seen
        expect={"H1": 1, "H2": 0, "H3": 0, "H4": 0, "H5": 0, "H6": 1},
    ),
)
