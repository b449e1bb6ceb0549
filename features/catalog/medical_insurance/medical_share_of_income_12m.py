"""Out-of-pocket medical costs of the past twelve months over the income of them, missing months at the mean."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("medical_out_of_pocket_12m", "income_annualised_12m"),
    value="medical_out_of_pocket_12m / nullif(income_annualised_12m, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(
        zh="近12个月自付医疗费用占收入比例",
        en="Out-of-pocket medical costs as a share of income, past 12 months",
    ),
    reason=Text(
        zh="近12个月自付医疗费用相当于同期收入的{value:.0%}",
        en="paid {value:.0%} of its income for treatment in 12 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 100_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=0.1,
    example=Example(
        values="""
            household_id | medical_out_of_pocket_12m | income_annualised_12m
            H1           | 5000                      | 20000
            H2           | 5000                      | 0
            H3           | 5000                      | -
            H4           | -                         | 20000
        """,
        expect={"H1": 0.25, "H2": None, "H3": None, "H4": None},
    ),
)
