"""A public welfare post in the village: cleaning, forest guard, road upkeep."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Labour, Measure, Plus
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="公益性岗位", en="Public welfare post"),
    group=Group.PUBLIC_POST,
    serves=(RiskType.WORK, RiskType.LABOUR, RiskType.OTHER, RiskType.ACCIDENT),
    eligibility=Text(
        zh="有劳动能力但难以外出务工的成员，年龄等条件以当地规定为准",
        en="A member able to work who cannot go away for it; age limits as the county rules",
    ),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="身份证、申请表", en="Identity card, application"),
    deadline=Text(zh="岗位空缺时", en="When a post falls vacant"),
    labour=Labour.NEEDED,
    held_codes=("public_post",),
    held_when={"public_posts": (1.0, None)},
    changes={
        "months_without_wage_3m": Become(0.0),
        "months_without_wage_12m": Plus(-3.0),
        "employed_members": Plus(1.0),
    },
    effect=Text(zh="一名成员到公益性岗位上岗", en="one member holds a public post"),
)
