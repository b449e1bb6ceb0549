"""Claims on farm insurance after a loss, and cover for the next season."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="农业保险理赔与投保", en="Farm insurance: claim and renew"),
    group=Group.INDUSTRY,
    serves=(RiskType.DISASTER, RiskType.PRODUCTION),
    eligibility=Text(zh="有种养生产，投保或可投保", en="Grows crops or raises stock, insured or insurable"),
    office=Department.AGRICULTURE,
    papers=Text(zh="保单、受损照片、村级证明", en="Policy, photographs of the loss, the village's statement"),
    deadline=Text(
        zh="出险后48小时内报案；投保以当季通知为准",
        en="Report a loss within 48 hours; insure when the season's notice says",
    ),
    labour=Labour.NEEDED,
    needs={"harvest_sales_12m": (1.0, None)},
)
