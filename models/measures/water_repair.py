"""Safe drinking water restored: pipe, pump, tank or filter."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="饮水安全保障", en="Safe drinking water"),
    group=Group.WATER,
    serves=(RiskType.WATER,),
    eligibility=Text(zh="饮水不达标或停水", en="The water is unsafe or cut off"),
    office=Department.WATER,
    papers=Text(zh="用水情况说明，无需其他材料", en="An account of the supply; no other paper"),
    deadline=Text(zh="停水应立即抢修", en="A supply that is cut off is mended at once"),
    changes={"water_unsafe": Become(0.0), "water_cut_off": Become(0.0)},
    effect=Text(zh="饮水达标、供水恢复", en="the water is safe and running"),
)
