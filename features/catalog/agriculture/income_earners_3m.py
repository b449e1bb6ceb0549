"""Persons who earned something (wages or own production) in the past three months."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    where="person_id IS NOT NULL",
    by="person_id",
    each={"earned": "coalesce(sum(amount_fen) FILTER (WHERE income_kind IN ('wage', 'business')), 0)"},
    value="count(*) FILTER (WHERE earned > 0)",
    unit="persons",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近3个月有劳动收入的人数", en="Persons who earned something, past 3 months"),
    reason=Text(
        zh="近3个月全家有劳动收入的为{value:.0f}人",
        en="had {value:.0f} of its members earning in the past 3 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    said_to=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | income_kind | amount_fen
            H1           | P1        | 2025-03-31  | 2025-04-10 | wage        | 300000
            H1           | P2        | 2025-04-30  | 2025-05-10 | wage        | 300000
            H1           | P3        | 2025-05-31  | 2025-06-10 | transfer    | 90000
            H1           | -         | 2025-05-31  | 2025-06-10 | business    | 90000
            H1           | P4        | 2025-06-30  | 2025-07-10 | wage        | 300000
            H2           | P5        | 2025-05-31  | 2025-06-10 | wage        | 0
            H3           | P6        | 2025-03-31  | 2025-04-10 | wage        | 300000
        """,  # P1's wage lies outside, P3 lives on a pension, P4's is not known yet; H2's earner earned nothing
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
