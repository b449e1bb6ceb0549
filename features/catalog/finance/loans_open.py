"""Loans taken and not repaid as of the day: from banks, private lenders or by instalments."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    where="loan IN ('bank', 'private', 'instalments') AND (repaid_on IS NULL OR repaid_on > as_of)",
    value="count(*)",
    unit="loans",
    direction=Direction.RAISES_RISK,
    label=Text(zh="未还清借款笔数", en="Loans not repaid"),
    reason=Text(zh="有{value:.0f}笔借款未还清", en="has {value:.0f} loan(s) not repaid"),
    when_empty=0.0,  # no loan on file
    valid_range=(0, 200),
    privacy=Privacy.FINANCE,
    theme=Theme.DEBT,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loan            | repaid_on
            H1           | 2023-01-01  | 2023-01-10 | bank            | -
            H1           | 2023-01-01  | 2023-01-10 | private         | 2025-09-01
            H1           | 2023-01-01  | 2023-01-10 | private         | 2025-01-01
            H1           | 2025-01-01  | 2025-01-10 | spent_savings   | -
            H1           | 2025-06-01  | 2025-07-10 | instalments     | -
            H2           | 2025-01-01  | 2025-01-10 | sold_belongings | -
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
