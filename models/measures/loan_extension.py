"""A loan that cannot be repaid on time is extended or renewed before it counts as bad."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="贷款展期续贷", en="Extension of a loan"),
    group=Group.FINANCE,
    serves=(RiskType.OTHER, RiskType.PRODUCTION, RiskType.DISASTER),
    eligibility=Text(
        zh="小额信贷到期或逾期、因客观原因暂时不能偿还",
        en="A small loan is due or overdue and cannot be repaid for reasons outside the household",
    ),
    office=Department.FINANCE,
    papers=Text(zh="贷款合同、困难说明", en="Loan contract, account of the difficulty"),
    deadline=Text(zh="到期前一个月提出", en="A month before it falls due"),
    labour=Labour.NEEDED,
    needs={"loans_overdue": (1.0, None)},
    changes={"loans_overdue": Become(0.0)},
    effect=Text(zh="逾期贷款得到展期", en="the overdue loan is extended"),
)
