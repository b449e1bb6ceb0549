"""A helper contact: visits the households he or she answers for and reports what was found."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="帮扶联系人", en="Helper contact"),
    duty=Text(zh="走访所联系农户并报告结果", en="visits and reports on the households he or she answers for"),
    reach=Reach.OWN_HOUSEHOLDS,
    rights=frozenset({Right.READ_HOUSEHOLDS, Right.VISIT, Right.REPORT_CLUE, Right.READ_CASES}),
    sees=OPEN | {Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME, Identity.PHONE}),
)
