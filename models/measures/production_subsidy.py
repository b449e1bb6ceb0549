"""Money for what the household grows or raises, paid on what was really done."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="产业奖补", en="Production subsidy"),
    group=Group.INDUSTRY,
    serves=(RiskType.PRODUCTION, RiskType.OTHER, RiskType.DISASTER),
    eligibility=Text(
        zh="有劳动力、愿意发展种养等产业并经村级核实",
        en="Has labour, is willing to farm or raise stock, and the village has verified it",
    ),
    office=Department.AGRICULTURE,
    papers=Text(
        zh="户口簿、种养规模核实表、银行卡",
        en="Household register, verified record of what is grown or raised, bank card",
    ),
    deadline=Text(
        zh="一般在春耕前和秋收后申报，以当地通知为准",
        en="Usually before spring sowing and after harvest; the county's notice decides",
    ),
    labour=Labour.NEEDED,
    held_codes=("industry_subsidy",),
)
