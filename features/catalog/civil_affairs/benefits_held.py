"""Kinds of benefit the household draws as of the day."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="ended_on IS NULL OR ended_on > as_of",
    value="count(DISTINCT benefit)",
    unit="kinds",
    direction=Direction.EITHER,  # support lifts and goes to those in need
    label=Text(zh="正在享受的补助种类", en="Kinds of benefit drawn"),
    reason=Text(zh="正在享受{value:.0f}种补助", en="draws {value:.0f} kind(s) of benefit"),
    when_empty=0.0,  # no benefit on file
    valid_range=(0, 10),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit               | ended_on   | after_clue
            H1           | 2023-01-01  | 2023-02-01 | subsistence_allowance | 2025-12-31 | false
            H1           | 2024-01-01  | 2024-02-01 | subsistence_allowance | -          | false
            H1           | 2023-01-01  | 2023-02-01 | old_age_pension       | -          | false
            H1           | 2023-01-01  | 2023-02-01 | education_grant       | 2025-01-01 | false
            H1           | 2025-01-01  | 2025-02-01 | industry_subsidy      | -          | true
            H1           | 2025-06-01  | 2025-07-10 | other                 | -          | false
            H2           | 2023-01-01  | 2023-02-01 | old_age_pension       | 2025-01-01 | false
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
