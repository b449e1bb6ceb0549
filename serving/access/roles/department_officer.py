"""Staff of a department that sent a record: answers whether it is wrong."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="部门工作人员", en="Department officer"),
    duty=Text(zh="答复本部门数据更正", en="answers corrections of the department's records"),
    reach=Reach.COUNTY,
    rights=frozenset({Right.ANSWER_CORRECTIONS}),
)
