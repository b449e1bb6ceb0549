"""The 雨露计划 grant for members at vocational schools."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure, Times
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="雨露计划", en="Vocational education grant"),
    group=Group.SCHOOLING,
    serves=(RiskType.SCHOOLING,),
    eligibility=Text(
        zh="脱贫户或监测户中就读中职、高职的成员",
        en="A member of a formerly poor or monitored household at a vocational school or college",
    ),
    office=Department.AGRICULTURE,
    papers=Text(
        zh="学籍证明、户口簿、学生银行卡", en="Proof of enrolment, household register, the student's bank card"
    ),
    deadline=Text(zh="每学期开学后一个月内", en="Within a month of the start of term"),
    needs={"students_beyond_compulsory": (1.0, None)},
    held_codes=("education_grant",),
    changes={"school_fees_12m": Times(0.7)},
    effect=Text(zh="助学补助抵减部分学费", en="the grant meets part of the fees"),
)
