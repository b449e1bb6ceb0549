"""Share of the income records of the two years before the last month that were estimated, not told."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=24,
    ago=1,
    value="avg(CASE WHEN estimated THEN 1.0 WHEN NOT estimated THEN 0.0 END)",  # not marked: left out
    unit="share",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="此前24个月收入估算比例", en="Share of income records estimated, 24 months before the last"),
    reason=Text(
        zh="此前24个月收入登记有{value:.0%}为估算",
        en="has {value:.0%} of its income records estimated in the 24 months before the last",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # an estimate is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | estimated
            H1           | 2023-05-31  | 2023-06-10 | true
            H1           | 2023-06-30  | 2023-07-10 | true
            H1           | 2025-05-31  | 2025-06-10 | false
            H1           | 2025-05-31  | 2025-07-10 | false
            H1           | 2025-06-30  | 2025-06-30 | false
            H2           | 2025-04-30  | 2025-05-10 | -
        """,  # May 2023 and June 2025 lie outside, a part of May 2025 is not known yet
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
