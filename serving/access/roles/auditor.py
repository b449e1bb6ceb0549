"""Reads who saw and changed what; changes nothing."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="审计人员", en="Auditor"),
    duty=Text(zh="查看谁看过、改过什么", en="reads who saw and changed what"),
    reach=Reach.NOWHERE,
    rights=frozenset({Right.READ_AUDIT}),
)
