"""Grants, fee waivers and student loans from the education bureau."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure, Times
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="学生资助与助学贷款", en="Student aid and student loan"),
    group=Group.SCHOOLING,
    serves=(RiskType.SCHOOLING,),
    eligibility=Text(zh="有成员在校就读、学费负担重", en="A member is at school and fees weigh on the household"),
    office=Department.EDUCATION,
    papers=Text(zh="学籍证明、缴费收据、家庭困难认定表", en="Proof of enrolment, receipts, statement of hardship"),
    deadline=Text(zh="开学前后，贷款在每年暑期办理", en="Around the start of term; loans in the summer"),
    needs={"students": (1.0, None)},
    changes={"school_fees_12m": Times(0.5)},
    effect=Text(zh="学费得到减免", en="school fees are reduced"),
)
