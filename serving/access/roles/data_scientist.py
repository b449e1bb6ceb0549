"""Judges and retrains the models; sees no person and no single household."""

from features.text import Text
from serving.access.right import Right
from serving.access.role import Reach, Role

ROLE = Role(
    label=Text(zh="数据分析人员", en="Data scientist"),
    duty=Text(zh="评估和重训模型，不看具体农户", en="judges and retrains the models"),
    reach=Reach.NOWHERE,
    rights=frozenset({Right.READ_MODEL}),
)
