"""A place in a cooperative or with a leading farm that buys what the household produces."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="合作社或龙头企业带动", en="A cooperative's or leading farm's contract"),
    group=Group.INDUSTRY,
    serves=(RiskType.PRODUCTION, RiskType.OTHER),
    eligibility=Text(
        zh="有劳动力，所在村有合作社或订单企业",
        en="Has labour; the village has a cooperative or a buyer under contract",
    ),
    office=Department.AGRICULTURE,
    papers=Text(zh="户口簿、土地承包证明", en="Household register, proof of contracted land"),
    deadline=Text(zh="签订下一季合同之前", en="Before the next season's contracts are signed"),
    labour=Labour.NEEDED,
    needs={"land_cultivated_mu": (0.1, None)},
)
