"""Township staff who assign visits to villages and helpers and follow their cases."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="乡镇工作人员", en="Township officer"),
    duty=Text(zh="组织本乡镇走访和办理", en="organises visits in one township"),
    reach=Reach.TOWNSHIP,
    rights=frozenset(
        {
            Right.READ_LISTS,
            Right.ASSIGN,
            Right.EXPORT,
            Right.READ_HOUSEHOLDS,
            Right.READ_OVERVIEW,
            Right.VISIT,
            Right.REPORT_CLUE,
            Right.READ_CASES,
            Right.AUTHORISE,
            Right.GIVE_HELP,
            Right.SERVE_COUNTER,
            Right.READ_QUALITY,
            Right.SETTLE_DIFFERENCES,
        }
    ),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME, Identity.PHONE}),
)
