"""The village meeting deliberates, and its result hangs out in the village, without anything that is private."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY, Asked, Form
from serving.cases.guards import check_meeting_held, check_publicity_over
from serving.cases.moves import HELP_EARLY, OPEN_GREEN_CHANNEL
from serving.cases.status import STAYS, Aim, Move, Status

STATUS = Status(
    label=Text(zh="评议公示", en="Village meeting and publicity"),
    place=5,
    held_by=Text(zh="村级工作人员", en="village staff"),
    moves=(
        Move(
            name="hold_meeting",
            to=STAYS,
            label=Text(zh="登记民主评议并公示", en="Enter the meeting and the publicity"),
            right=Right.DELIBERATE,
            asks=(
                Asked(name="met_on", label=Text(zh="评议日期", en="Meeting on"), form=Form.DAY),
                Asked(name="votes_for", label=Text(zh="同意人数", en="For"), form=Form.COUNT, most=1000),
                Asked(name="votes_against", label=Text(zh="不同意人数", en="Against"), form=Form.COUNT, most=1000),
                Asked(name="public_from", label=Text(zh="公示开始日期", en="Publicity from"), form=Form.DAY),
                NOTE,
            ),
        ),
        Move(
            name="report_to_township",
            to="township_review",
            label=Text(zh="公示期满，报乡镇审核", en="Publicity is over: report to the township"),
            right=Right.DELIBERATE,
            asks=(
                Asked(
                    name="objections",
                    label=Text(zh="收到异议数（均已答复）", en="Objections received (all answered)"),
                    form=Form.COUNT,
                    most=1000,
                ),
                NOTE,
            ),
            guards=(check_meeting_held, check_publicity_over),
        ),
        Move(
            name="meeting_refused",
            to="closed",
            label=Text(zh="评议未通过，结案", en="The meeting was against it: close"),
            right=Right.REVIEW,
            aims=(Aim.IDENTIFICATION,),
            asks=(WHY,),
            back=True,
        ),
        Move(
            name="withdraw_elimination",
            to="help",
            label=Text(zh="不再提请消除，继续帮扶", en="Withdraw: help goes on"),
            right=Right.GIVE_HELP,
            aims=(Aim.ELIMINATION,),
            asks=(WHY,),
            sets_aim=Aim.IDENTIFICATION,
            back=True,
        ),
        OPEN_GREEN_CHANNEL,
        HELP_EARLY,
    ),
)
