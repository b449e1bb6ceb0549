"""A child of compulsory age who left school is brought back and kept there."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="控辍保学", en="Back to school"),
    group=Group.COMPULSORY_SCHOOLING,
    serves=(RiskType.SCHOOLING,),
    eligibility=Text(zh="适龄儿童少年失学辍学", en="A child of compulsory school age is out of school"),
    office=Department.EDUCATION,
    papers=Text(
        zh="户口簿，因病因残的须有诊断证明",
        en="Household register; a diagnosis where illness or disability is the cause",
    ),
    deadline=Text(zh="立即", en="At once"),
    needs={"dropouts_compulsory_age": (1.0, None)},
    changes={"dropouts_compulsory_age": Become(0.0)},
    effect=Text(zh="辍学孩子返校就读", en="the child is back at school"),
)
