"""Somebody or something pointed to the household; nobody has looked yet."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY
from serving.cases.status import Clock, Move, Status

STATUS = Status(
    label=Text(zh="线索", en="Clue"),
    place=1,
    held_by=Text(zh="村级或帮扶联系人", en="village or helper contact"),
    clock=Clock("check"),
    moves=(
        Move(
            name="start_check",
            to="check",
            label=Text(zh="开始入户核查", en="Start the household check"),
            right=Right.VISIT,
            asks=(NOTE,),
        ),
        Move(
            name="drop_clue",
            to="closed",
            label=Text(zh="线索无效，结案", en="The clue is no clue: close"),
            right=Right.REVIEW,
            asks=(WHY,),
            back=True,
        ),
    ),
)
