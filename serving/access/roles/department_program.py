"""A department's own system that sends its records with a token; it reads back what was refused and what to mend."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="部门系统", en="Department's system"),
    duty=Text(zh="部门系统按区划报送数据、取回核验结果", en="sends a department's records by the interface"),
    reach=Reach.COUNTY,
    rights=frozenset({Right.SEND_RECORDS}),
    signs_in=False,
)
