"""The household is visited: is the clue true?"""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE
from serving.cases.guards import check_confirmed, check_not_confirmed
from serving.cases.moves import HELP_EARLY, OPEN_GREEN_CHANNEL
from serving.cases.status import Clock, Move, Status

STATUS = Status(
    label=Text(zh="入户核查", en="Household check"),
    place=2,
    held_by=Text(zh="村级或帮扶联系人", en="village or helper contact"),
    clock=Clock("check"),
    moves=(
        Move(
            name="confirm",
            to="authorisation",
            label=Text(zh="核查属实，办理承诺授权", en="Confirmed: go on to the authorisation"),
            right=Right.VISIT,
            asks=(NOTE,),
            guards=(check_confirmed,),
        ),
        Move(
            name="not_confirmed",
            to="closed",
            label=Text(zh="核查无风险，结案", en="No risk found: close"),
            right=Right.VISIT,
            asks=(NOTE,),
            guards=(check_not_confirmed,),
        ),
        OPEN_GREEN_CHANNEL,
        HELP_EARLY,
    ),
)
