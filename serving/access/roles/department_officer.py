"""Staff of a department: sends its files, mends its rows, answers for its records."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="部门工作人员", en="Department officer"),
    duty=Text(zh="报送本部门数据，答复数据更正和差异", en="sends the department's records and answers for them"),
    reach=Reach.COUNTY,
    rights=frozenset(
        {
            Right.ANSWER_CORRECTIONS,
            Right.TAKE_IN,
            Right.MEND_ROWS,
            Right.READ_QUALITY,
            Right.SETTLE_DIFFERENCES,
        }
    ),
)
