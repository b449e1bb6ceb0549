"""Repair or rebuilding of a dangerous house."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="农村危房改造", en="Repair of a dangerous house"),
    group=Group.HOUSING,
    serves=(RiskType.HOUSING, RiskType.DISASTER),
    eligibility=Text(zh="住房鉴定为C级或D级", en="The house is graded C or D"),
    office=Department.HOUSING,
    papers=Text(zh="房屋鉴定报告、户口簿、申请书", en="Inspection report, household register, application"),
    deadline=Text(zh="鉴定后即可申请，一般当年开工", en="On the inspection; work usually begins the same year"),
    needs={"housing_grade_latest": (3.0, None)},
    changes={"housing_grade_latest": Become(2.0)},
    effect=Text(zh="住房改造到B级以上", en="the house is mended to grade B or better"),
)
