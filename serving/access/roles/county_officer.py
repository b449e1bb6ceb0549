"""County staff who run the weekly list: assign, compare, export and follow every case."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="县级工作人员", en="County officer"),
    duty=Text(zh="组织每周核查，分派、比对、导出、跟进", en="runs the weekly list for the county"),
    reach=Reach.COUNTY,
    rights=frozenset(
        {
            Right.READ_LISTS,
            Right.ASSIGN,
            Right.EXPORT,
            Right.READ_HOUSEHOLDS,
            Right.READ_OVERVIEW,
            Right.READ_MODEL,
            Right.REPORT_CLUE,
            Right.READ_CASES,
            Right.COMPARE,
            Right.GIVE_HELP,
            Right.SERVE_COUNTER,
            Right.READ_QUALITY,
            Right.SETTLE_DIFFERENCES,
        }
    ),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME, Identity.PHONE}),
)
