"""Share of the past year's income records that were copied from the month before instead of asked for."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    value="avg(CASE WHEN carried_forward THEN 1.0 WHEN NOT carried_forward THEN 0.0 END)",  # not marked: left out
    unit="share",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="近12个月收入沿用上期的比例", en="Share of income records carried forward, past 12 months"),
    reason=Text(
        zh="近12个月收入登记有{value:.0%}沿用上月",
        en="has {value:.0%} of the past 12 months' income records carried forward",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.RECORDS,
    said=False,  # a copied record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | carried_forward
            H1           | 2024-06-30  | 2024-07-10 | true
            H1           | 2024-07-31  | 2024-08-10 | true
            H1           | 2025-03-31  | 2025-04-10 | false
            H1           | 2025-04-30  | 2025-05-10 | -
            H1           | 2025-05-31  | 2025-07-10 | false
            H2           | 2025-04-30  | 2025-05-10 | -
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
