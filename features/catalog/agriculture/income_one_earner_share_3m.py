"""Share of the last three months' earned income (wages and own production) that one person brought in."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    where="income_kind IN ('wage', 'business') AND person_id IS NOT NULL",
    by="person_id",
    each={"earned": "sum(amount_fen)"},
    value="max(earned) / nullif(sum(earned), 0)",
    unit="share",
    direction=Direction.RAISES_RISK,  # nobody stands in when this one falls ill or loses work
    label=Text(zh="近3个月收入依赖一人的比例", en="Share of earned income brought in by one person, past 3 months"),
    reason=Text(
        zh="近3个月劳动收入的{value:.0%}靠一个人",
        en="depended on one person for {value:.0%} of what it earned in 3 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    said_from=0.7,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | income_kind | amount_fen
            H1           | P1        | 2025-03-31  | 2025-04-10 | wage        | 900000
            H1           | P1        | 2025-04-30  | 2025-05-10 | wage        | 300000
            H1           | P2        | 2025-05-31  | 2025-06-10 | business    | 100000
            H1           | P2        | 2025-05-31  | 2025-06-10 | transfer    | 900000
            H1           | -         | 2025-05-31  | 2025-06-10 | business    | 900000
            H1           | P2        | 2025-06-30  | 2025-07-10 | wage        | 900000
            H2           | P3        | 2025-05-31  | 2025-06-10 | transfer    | 900000
        """,
        expect={"H1": 0.75, "H2": None},
    ),
)
