"""A disaster or accident cost the household more than what was compensated."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="因灾因意外受损", en="Loss by disaster or accident"),
    reason=Text(
        zh="近12个月因灾害或意外净损失{disaster_net_loss_12m:,.0f}元",
        en="lost CNY {disaster_net_loss_12m:,.0f} net to disaster or accident in 12 months",
    ),
    hidden=Text(zh="遭受灾害或意外损失", en="suffered a loss by disaster or accident"),
    of=("disaster_net_loss_12m",),
    condition="disaster_net_loss_12m > 0",
    evidence="disaster_net_loss_12m",
    returns_with="disasters",
    department=Department.EMERGENCY,
    theme=Theme.DISASTER,
    risk="disaster",
    firing="""
        household_id | disaster_net_loss_12m
        H1           | 1200
    """,
    silent="""
        household_id | disaster_net_loss_12m
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="应急管理局，灾后逐户推送",
        en="emergency management bureau, every household hit, after each event",
    ),
)
