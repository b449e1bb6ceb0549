"""Who reviews for the township before the county decides."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="乡镇审核人", en="Township leader"),
    duty=Text(zh="对村级上报作乡镇审核", en="reviews for the township"),
    reach=Reach.TOWNSHIP,
    rights=frozenset({Right.READ_LISTS, Right.READ_HOUSEHOLDS, Right.READ_OVERVIEW, Right.READ_CASES, Right.REVIEW}),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME}),
)
