"""Half of a harvest was lost within twelve months, in a household that lived to a good part on what it sold before."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="种养殖失败", en="Failed production"),
    reason=Text(
        zh="近12个月种养殖损失{harvest_loss_share_12m:.0%}，此前一年销售收入{harvest_sales_12m_before_12m:,.0f}元",
        en=(
            "lost {harvest_loss_share_12m:.0%} of a harvest in 12 months; the year before it sold for "
            "CNY {harvest_sales_12m_before_12m:,.0f}"
        ),
    ),
    hidden=Text(zh="种养殖受损", en="production suffered a loss"),
    of=("harvest_loss_share_12m", "harvest_sales_12m_before_12m", "income_12m_before_12m"),
    condition=("harvest_loss_share_12m >= loss AND harvest_sales_12m_before_12m >= share * income_12m_before_12m"),
    standards={
        "loss": Threshold("alert_thresholds", "harvest_loss_share"),
        "share": Threshold("alert_thresholds", "sales_share_of_income"),
    },
    evidence="harvest_loss_share_12m",
    forgets_after=12,
    department=Department.AGRICULTURE,
    theme=Theme.PRODUCTION,
    risk="production",
    firing="""
        household_id | harvest_loss_share_12m | harvest_sales_12m_before_12m | income_12m_before_12m | loss | share
        H1           | 0.5                    | 9000                         | 30000                 | 0.5  | 0.3
    """,
    silent="""
        household_id | harvest_loss_share_12m | harvest_sales_12m_before_12m | income_12m_before_12m | loss | share
        H1           | 0.49                   | 9000                         | 30000                 | 0.5  | 0.3
        H2           | 0.9                    | 8999                         | 30000                 | 0.5  | 0.3
        H3           | -                      | 9000                         | 30000                 | 0.5  | 0.3
        H4           | 0.9                    | 9000                         | -                     | 0.5  | 0.3
    """,
    source=Text(
        zh="农业农村局；项目自定，待县里确认",
        en="agriculture bureau; our own default, for the county to confirm",
    ),
    unofficial=True,
)
