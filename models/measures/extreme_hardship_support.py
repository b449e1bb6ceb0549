"""特困供养 for old, disabled or minor persons without labour, income or anyone bound to support them."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="特困人员救助供养", en="Extreme hardship support"),
    group=Group.SAFETY_NET,
    serves=(RiskType.LABOUR, RiskType.DISABILITY),
    eligibility=Text(
        zh="无劳动能力、无生活来源、无法定赡养扶养人", en="No labour, no income and nobody bound by law to support them"
    ),
    office=Department.CIVIL_AFFAIRS,
    papers=Text(zh="申请书、户口簿、劳动能力证明", en="Application, household register, finding on capacity for work"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    labour=Labour.NONE_LEFT,
    held_codes=("extreme_hardship",),
)
