"""Unpaid wages claimed through the labour inspectorate."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="欠薪追讨", en="Claim for unpaid wages"),
    group=Group.WORK,
    serves=(RiskType.WORK,),
    eligibility=Text(zh="有成员被拖欠工资", en="A member's wages are unpaid"),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="工资条或转账记录、工友证言", en="Wage slips or transfers, statements of workmates"),
    deadline=Text(zh="自欠薪之日起一年内", en="Within one year of the day they fell due"),
    labour=Labour.NEEDED,
    needs={"wage_arrears_open": (1.0, None)},
    changes={"wage_arrears_open": Become(0.0)},
    effect=Text(zh="拖欠的工资足额到账", en="the unpaid wages are paid in full"),
)
