"""A program of the county or of a department that calls the interface with a token."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Reach, Role

ROLE = Role(
    label=Text(zh="接口调用方", en="Integrator"),
    duty=Text(zh="其他系统按区划调用接口", en="a program that calls the interface"),
    reach=Reach.COUNTY,
    rights=frozenset({Right.CALL_API}),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    signs_in=False,
)
