"""A small loan for production, interest paid by the state."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="小额信贷", en="Small loan for production"),
    group=Group.FINANCE,
    serves=(RiskType.PRODUCTION, RiskType.OTHER),
    eligibility=Text(
        zh="有劳动力、有产业项目、信用良好且无逾期",
        en="Has labour and a plan for production, good credit and nothing overdue",
    ),
    office=Department.FINANCE,
    papers=Text(zh="身份证、户口簿、产业计划", en="Identity card, household register, plan for production"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    labour=Labour.NEEDED,
    needs={"loans_overdue": (None, 0.0)},
)
