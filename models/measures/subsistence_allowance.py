"""低保: the allowance that lifts a household's income to the county's subsistence standard."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="最低生活保障", en="Subsistence allowance (dibao)"),
    group=Group.SAFETY_NET,
    serves=(RiskType.DISABILITY, RiskType.LABOUR, RiskType.ILLNESS, RiskType.OTHER, RiskType.ACCIDENT),
    eligibility=Text(
        zh="家庭人均收入低于当地低保标准且财产符合规定，由民政核定",
        en="Income per head below the subsistence standard, property within its rules, as civil affairs finds",
    ),
    office=Department.CIVIL_AFFAIRS,
    papers=Text(
        zh="申请书、户口簿、授权核对书", en="Application, household register, authorisation to compare records"
    ),
    deadline=Text(zh="全年可申请", en="Open all year"),
    held_codes=("subsistence_allowance",),
    held_when={"subsistence_allowance_drawn": (1.0, None)},
)
