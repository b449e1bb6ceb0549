"""Share of the past twelve months' medical costs that insurance and relief paid."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=12,
    value="sum(fund_paid_fen) / nullif(sum(total_fen), 0)",
    unit="share",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月医疗费用报销比例", en="Share of medical costs reimbursed, past 12 months"),
    reason=Text(
        zh="近12个月医疗费用只报销了{value:.0%}",
        en="had only {value:.0%} of its medical costs of 12 months reimbursed",
    ),
    when_empty=UNKNOWN,  # without a bill there is no share
    valid_range=(0, 1),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_to=0.5,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | total_fen | fund_paid_fen
            H1           | 2024-06-30  | 2024-07-20 | 900000    | 900000
            H1           | 2024-07-01  | 2024-07-20 | 300000    | 300000
            H1           | 2025-06-11  | 2025-06-30 | 100000    | 0
            H1           | 2025-06-11  | 2025-08-01 | 400000    | 0
            H2           | 2024-06-30  | 2024-07-20 | 500000    | 300000
        """,
        expect={"H1": 0.75, "H2": None},
    ),
)
