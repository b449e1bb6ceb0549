"""Village staff: visits, authorisations, the village meeting and its publicity."""

from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right
from serving.access.role import OPEN, Identity, Reach, Role

ROLE = Role(
    label=Text(zh="村级工作人员", en="Village officer"),
    duty=Text(zh="入户走访、承诺授权、评议公示", en="visits and holds the village meeting"),
    reach=Reach.VILLAGE,
    rights=frozenset(
        {
            Right.READ_LISTS,
            Right.READ_HOUSEHOLDS,
            Right.VISIT,
            Right.REPORT_CLUE,
            Right.READ_CASES,
            Right.AUTHORISE,
            Right.DELIBERATE,
            Right.GIVE_HELP,
            Right.SERVE_COUNTER,
        }
    ),
    sees=OPEN | {Privacy.FINANCE, Privacy.MINOR},
    identity=frozenset({Identity.NAME, Identity.PHONE}),
)
