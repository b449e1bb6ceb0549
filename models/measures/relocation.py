"""A move out of a place where floods or landslides threaten."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="避险搬迁", en="Relocation out of danger"),
    group=Group.RELOCATION,
    serves=(RiskType.HOUSING, RiskType.DISASTER),
    eligibility=Text(zh="住房位于地质灾害或洪水风险区", en="The house lies in a landslide or flood zone"),
    office=Department.HOUSING,
    papers=Text(zh="地灾点认定、户口簿、申请书", en="Finding of the danger, household register, application"),
    deadline=Text(zh="以当地避险搬迁计划为准", en="As the county's relocation plan says"),
    needs={"house_hazard_zone": (1.0, None)},
    changes={"house_hazard_zone": Become(0.0)},
    effect=Text(zh="搬离风险区", en="the household lives out of danger"),
)
