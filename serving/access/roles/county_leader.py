"""Who decides for the county; reads all, runs nothing, and never decides what he or she prepared."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="县级审定人", en="County leader"),
    duty=Text(zh="对纳入、消除、回退作县级审定", en="decides for the county"),
    reach=Reach.COUNTY,
    rights=frozenset(
        {Right.READ_LISTS, Right.READ_HOUSEHOLDS, Right.READ_OVERVIEW, Right.READ_MODEL, Right.READ_CASES, Right.DECIDE}
    ),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME}),
)
