"""Farm prices fell sharply here, and the household lives to a good part on what it sells."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="农产品价格下跌影响主要收入", en="Price fall hits the main product"),
    reason=Text(
        zh="当地农产品价格大幅下跌，而近12个月销售收入{harvest_sales_12m:,.0f}元是其主要收入之一",
        en=(
            "farm prices fell sharply here, and its sales of CNY {harvest_sales_12m:,.0f} are a good part of its income"
        ),
    ),
    hidden=Text(zh="当地农产品价格下跌", en="farm prices fell here"),
    of=("area_price_fall_severity_6m", "harvest_sales_12m", "income_annualised_12m"),
    condition=(
        "area_price_fall_severity_6m >= least_severity AND income_annualised_12m > 0 "
        "AND harvest_sales_12m / income_annualised_12m >= least_share"
    ),
    standards={
        "least_severity": Threshold("alert_thresholds", "price_fall_severity"),
        "least_share": Threshold("alert_thresholds", "sales_share_of_income"),
    },
    evidence="area_price_fall_severity_6m",
    department=Department.AGRICULTURE,
    theme=Theme.PRODUCTION,
    risk="production",
    firing="""
        household_id | area_price_fall_severity_6m | harvest_sales_12m | income_annualised_12m | least_severity | least_share
        H1           | 0.4                         | 10000             | 30000                 | 0.3            | 0.3
    """,  # noqa: E501
    silent="""
        household_id | area_price_fall_severity_6m | harvest_sales_12m | income_annualised_12m | least_severity | least_share
        H1           | 0.4                         | 5000              | 30000                 | 0.3            | 0.3
        H2           | 0.2                         | 10000             | 30000                 | 0.3            | 0.3
        H3           | 0.4                         | 10000             | 0                     | 0.3            | 0.3
        H4           | 0.4                         | 10000             | -                     | 0.3            | 0.3
    """,  # noqa: E501
    source=Text(
        zh="规模性返贫风险：农副产品价格持续大幅下跌",
        en="large-scale risk: a lasting sharp fall of farm prices",
    ),
    unofficial=True,
)
