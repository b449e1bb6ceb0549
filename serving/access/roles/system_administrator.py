"""Makes and locks accounts and tokens; sees no household."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="系统管理员", en="System administrator"),
    duty=Text(zh="管理账号和接口令牌，不看农户", en="makes and locks accounts"),
    reach=Reach.NOWHERE,
    rights=frozenset({Right.MANAGE_ACCOUNTS}),
)
