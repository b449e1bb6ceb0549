"""Relief and rebuilding after a disaster."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure, Times
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="自然灾害救助", en="Disaster relief"),
    group=Group.SAFETY_NET,
    serves=(RiskType.DISASTER,),
    eligibility=Text(zh="因灾基本生活困难或住房受损", en="A disaster damaged the house or the means of living"),
    office=Department.EMERGENCY,
    papers=Text(zh="受灾核定表、户口簿", en="Finding of the damage, household register"),
    deadline=Text(zh="灾情核定后", en="Once the damage is established"),
    needs={"disasters_12m": (1.0, None)},
    changes={"disaster_net_loss_12m": Times(0.5)},
    effect=Text(zh="灾害损失得到救助", en="part of the loss is made good"),
)
