"""Transfers of the latest month beyond the benefits on file: what relatives and others outside the home send.

Benefits granted after a clue are taken off as well: what was left would tell a model of the clue.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("transfer_income_month_latest", "benefits_drawn_monthly"),
    value=(
        "CASE WHEN transfer_income_month_latest > benefits_drawn_monthly "
        "THEN transfer_income_month_latest - benefits_drawn_monthly "
        "WHEN transfer_income_month_latest <= benefits_drawn_monthly THEN 0 END"
    ),
    unit="CNY",
    direction=Direction.EITHER,  # help that comes, and help that may stop
    label=Text(zh="最近一个月非补助类转移收入", en="Transfers beyond benefits, latest month"),
    reason=Text(
        zh="最近一个月补助以外的转移收入{value:,.0f}元",
        en="received CNY {value:,.0f} of transfers beyond benefits in the latest month",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # help received is no reason
    example=Example(
        values="""
            household_id | transfer_income_month_latest | benefits_drawn_monthly
            H1           | 900                          | 300
            H2           | 100                          | 300
            H3           | -                            | 300
        """,
        expect={"H1": 600, "H2": 0, "H3": None},
    ),
)
