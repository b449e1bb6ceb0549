"""The township reviews what the village reports."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY
from serving.cases.guards import check_others_prepared
from serving.cases.moves import HELP_EARLY
from serving.cases.status import Clock, Move, Status

STATUS = Status(
    label=Text(zh="乡镇审核", en="Township review"),
    place=6,
    held_by=Text(zh="乡镇审核人", en="township leader"),
    clock=Clock("review"),
    moves=(
        Move(
            name="pass_review",
            to="county_decision",
            label=Text(zh="审核通过，报县级审定", en="Passed: on to the county"),
            right=Right.REVIEW,
            asks=(NOTE,),
            guards=(check_others_prepared,),
        ),
        Move(
            name="send_back",
            to="publicity",
            label=Text(zh="退回村级补正", en="Send back to the village"),
            right=Right.REVIEW,
            asks=(WHY,),
            back=True,
        ),
        HELP_EARLY,
    ),
)
