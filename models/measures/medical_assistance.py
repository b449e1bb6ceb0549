"""Medical assistance on top of basic and critical-illness insurance for large costs."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure, Times
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="医疗救助", en="Medical assistance"),
    group=Group.HEALTH,
    serves=(RiskType.ILLNESS, RiskType.ACCIDENT, RiskType.DISABILITY),
    eligibility=Text(
        zh="经基本医保、大病保险报销后，合规自付费用仍然较高",
        en="The compliant self-paid cost stays high after basic and critical-illness insurance",
    ),
    office=Department.MEDICAL_INSURANCE,
    papers=Text(
        zh="结算单、诊断证明、身份证、银行卡", en="Settlement of the bill, diagnosis, identity card, bank card"
    ),
    deadline=Text(
        zh="费用结算后一年内，依申请或自动核算", en="Within a year of the settlement, on application or by itself"
    ),
    needs={"medical_out_of_pocket_12m": (1.0, None)},
    changes={
        "medical_out_of_pocket_12m": Times(0.5),
        "medical_out_of_pocket_3m": Times(0.5),
        "medical_compliant_12m": Times(0.5),
    },
    effect=Text(zh="自付医疗费用再救助一半", en="half of the self-paid medical cost is met"),
)
