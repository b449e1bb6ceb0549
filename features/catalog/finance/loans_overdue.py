"""Loans that are overdue and not repaid as of the day."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    where="overdue AND (repaid_on IS NULL OR repaid_on > as_of)",
    value="count(*)",
    unit="loans",
    direction=Direction.RAISES_RISK,
    label=Text(zh="逾期借款笔数", en="Loans overdue"),
    reason=Text(zh="有{value:.0f}笔借款逾期未还", en="has {value:.0f} loan(s) overdue"),
    when_empty=0.0,  # no such loan on file
    valid_range=(0, 200),
    privacy=Privacy.FINANCE,
    theme=Theme.DEBT,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | overdue | repaid_on
            H1           | 2023-01-01  | 2023-01-10 | true    | -
            H1           | 2023-01-01  | 2023-01-10 | true    | 2025-09-01
            H1           | 2023-01-01  | 2023-01-10 | true    | 2025-01-01
            H1           | 2023-01-01  | 2023-01-10 | false   | -
            H1           | 2023-01-01  | 2023-01-10 | -       | -
            H1           | 2025-06-01  | 2025-07-10 | true    | -
            H2           | 2023-01-01  | 2023-01-10 | false   | -
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
