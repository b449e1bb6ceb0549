"""The household signs the application and lets its records be compared; nothing is compared before."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY, Asked, Form
from serving.cases.guards import check_confirmed
from serving.cases.moves import HELP_EARLY, OPEN_GREEN_CHANNEL
from serving.cases.status import Move, Status

STATUS = Status(
    label=Text(zh="承诺授权", en="Authorisation"),
    place=3,
    held_by=Text(zh="村级或乡镇工作人员", en="village or township staff"),
    moves=(
        Move(
            name="authorise",
            to="comparison",
            label=Text(zh="已签《申请及承诺授权查询书》", en="Application and authorisation are signed"),
            right=Right.AUTHORISE,
            asks=(
                Asked(name="signed_on", label=Text(zh="签署日期", en="Signed on"), form=Form.DAY),
                Asked(
                    name="paper_kept",
                    label=Text(zh="原件已存档", en="The signed paper is on file"),
                    form=Form.TICK,
                ),
                NOTE,
            ),
            guards=(check_confirmed,),
            consent=True,
        ),
        Move(
            name="declined",
            to="closed",
            label=Text(zh="农户不愿申请，结案", en="The household does not apply: close"),
            right=Right.AUTHORISE,
            asks=(WHY,),
        ),
        OPEN_GREEN_CHANNEL,
        HELP_EARLY,
    ),
)
