"""The county has departments compare the household's records; what a safety net compared already needs no repeat."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY, Asked, Form
from serving.cases.guards import check_no_correction_open
from serving.cases.moves import HELP_EARLY, OPEN_GREEN_CHANNEL
from serving.cases.status import Clock, Move, Status

STATUS = Status(
    label=Text(zh="信息比对", en="Comparison"),
    place=4,
    held_by=Text(zh="县级工作人员", en="county staff"),
    clock=Clock("comparison"),
    moves=(
        Move(
            name="compare",
            to="publicity",
            label=Text(zh="比对完成，转村评议", en="Compared: on to the village meeting"),
            right=Right.COMPARE,
            asks=(
                Asked(
                    name="found",
                    label=Text(zh="比对结果", en="Result"),
                    form=Form.CHOICE,
                    choices={
                        "nothing": Text(zh="未发现不符", en="nothing speaks against it"),
                        "to_explain": Text(zh="有需说明的情况（请写明）", en="something to be explained (say what)"),
                        "compared_before": Text(zh="低保等已比对，不重复", en="compared for the safety net already"),
                    },
                ),
                NOTE,
            ),
            guards=(check_no_correction_open,),
        ),
        Move(
            name="send_back",
            to="check",
            label=Text(zh="退回重新核查", en="Send back: visit again"),
            right=Right.COMPARE,
            asks=(WHY,),
            back=True,
        ),
        OPEN_GREEN_CHANNEL,
        HELP_EARLY,
    ),
)
