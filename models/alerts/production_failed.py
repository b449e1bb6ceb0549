"""Most of the harvest or herd was lost within twelve months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="种养殖失败", en="Failed production"),
    reason=Text(
        zh="近12个月种养殖损失{harvest_loss_share_12m:.0%}",
        en="lost {harvest_loss_share_12m:.0%} of its harvest in 12 months",
    ),
    of=("harvest_loss_share_12m",),
    condition="harvest_loss_share_12m >= least_loss",
    standards={"least_loss": Threshold("alert_thresholds", "harvest_loss_share")},
    evidence="harvest_loss_share_12m",
    department=Department.AGRICULTURE,
    theme=Theme.PRODUCTION,
    risk="production",
    firing="""
        household_id | harvest_loss_share_12m | least_loss
        H1           | 0.5                    | 0.5
    """,
    silent="""
        household_id | harvest_loss_share_12m | least_loss
        H1           | 0.49                   | 0.5
        H2           | -                      | 0.5
    """,
    source=Text(
        zh="农业农村局；项目自定，待县里确认",
        en="agriculture bureau; our own default, for the county to confirm",
    ),
    unofficial=True,
)
