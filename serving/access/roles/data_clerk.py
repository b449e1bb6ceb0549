"""The county's data clerk: takes departments' files in and works off what is wrong with them."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="县级数据员", en="Data clerk"),
    duty=Text(zh="导入部门数据，处理退回、质量、比对、查重", en="takes files in and works off what is wrong"),
    reach=Reach.COUNTY,
    rights=frozenset(
        {
            Right.TAKE_IN,
            Right.MEND_ROWS,
            Right.WITHDRAW,
            Right.READ_QUALITY,
            Right.RUN_CHECKS,
            Right.EXEMPT_FINDINGS,
            Right.SETTLE_DIFFERENCES,
            Right.REVIEW_DUPLICATES,
        }
    ),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME, Identity.IDENTITY_NUMBER, Identity.PHONE}),
)
