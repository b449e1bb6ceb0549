"""Old-age pensions drawn as of the day, a month."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="benefit = 'old_age_pension' AND (ended_on IS NULL OR ended_on > as_of)",
    value="sum(monthly_fen) / 100.0",
    unit="CNY a month",
    direction=Direction.LOWERS_RISK,  # it comes whatever happens
    label=Text(zh="养老金月合计", en="Pensions a month"),
    reason=Text(zh="养老金每月{value:,.0f}元", en="draws CNY {value:,.0f} a month in pensions"),
    when_empty=0.0,  # no pension on file
    scale=Scale.LINE,
    valid_range=(0, 200_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | benefit         | monthly_fen | ended_on   | after_clue
            H1           | 2023-01-01  | 2023-02-01 | old_age_pension | 100000      | -          | false
            H1           | 2023-01-01  | 2023-02-01 | old_age_pension | 200000      | 2025-12-31 | false
            H1           | 2023-01-01  | 2023-02-01 | old_age_pension | 400000      | 2025-01-01 | false
            H1           | 2023-01-01  | 2023-02-01 | social_aid      | 400000      | -          | false
            H1           | 2025-06-01  | 2025-07-10 | old_age_pension | 700000      | -          | false
            H2           | 2023-01-01  | 2023-02-01 | old_age_pension | 400000      | 2025-01-01 | false
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
