"""By how much the past three months' out-of-pocket costs exceed a usual quarter of the twelve months before.

Negative when the household paid less than it was used to.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("medical_out_of_pocket_3m", "medical_out_of_pocket_12m_before_3m"),
    value="medical_out_of_pocket_3m - medical_out_of_pocket_12m_before_3m / 4",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(
        zh="近3个月自付医疗费用超出平常的金额",
        en="Out-of-pocket medical costs above a usual quarter, past 3 months",
    ),
    reason=Text(
        zh="近3个月自付医疗费用比平常一个季度多{value:,.0f}元",
        en="paid CNY {value:,.0f} more for treatment in 3 months than in a usual quarter",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-2_000_000, 2_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1_000,
    example=Example(
        values="""
            household_id | medical_out_of_pocket_3m | medical_out_of_pocket_12m_before_3m
            H1           | 5000                     | 8000
            H2           | -                        | 8000
            H3           | 5000                     | -
        """,
        expect={"H1": 3000, "H2": None, "H3": None},
    ),
)
