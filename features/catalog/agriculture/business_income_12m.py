"""What the household's own production and trade brought in the past twelve months, before its costs."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    # other income on file: none
    value="coalesce(sum(amount_fen) FILTER (WHERE income_kind = 'business'), 0) / 100.0",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月生产经营性收入", en="Income from own production, past 12 months"),
    reason=Text(
        zh="近12个月生产经营性收入{value:,.0f}元",
        en="took CNY {value:,.0f} from its own production in 12 months",
    ),
    reason_of_none=Text(zh="近12个月没有生产经营性收入", en="took nothing from its own production in 12 months"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | income_kind | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | business    | 900000
            H1           | 2024-07-31  | 2024-08-10 | business    | 300000
            H1           | 2025-05-31  | 2025-06-10 | wage        | 200000
            H1           | 2025-06-30  | 2025-07-10 | business    | 200000
            H2           | 2025-05-31  | 2025-06-10 | wage        | 500000
            H3           | 2024-06-30  | 2024-07-10 | business    | 900000
        """,
        expect={"H1": 3000, "H2": 0, "H3": None},
    ),
)
