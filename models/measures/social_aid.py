"""Help from enterprises, associations and volunteers where no policy fits."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="社会帮扶", en="Social aid"),
    group=Group.SOCIAL_AID,
    serves=(RiskType.ILLNESS, RiskType.SCHOOLING, RiskType.DISABILITY, RiskType.ACCIDENT, RiskType.OTHER),
    eligibility=Text(zh="政策帮扶后仍有困难", en="Difficulty remains after the policies are used"),
    office=Department.TOWNSHIP,
    papers=Text(zh="无需固定材料", en="No fixed papers"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    held_codes=("social_aid",),
)
