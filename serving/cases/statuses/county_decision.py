"""The county decides: identified or not, eliminated or not. Only people's decisions change what a household is."""

from features.table import table
from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY, Asked, Form
from serving.cases.guards import ELIMINATION, check_others_prepared
from serving.cases.moves import HELP_EARLY
from serving.cases.status import Aim, Clock, Move, Status

DECISIONS = table("status_decisions").all_columns

STATUS = Status(
    label=Text(zh="县级审定", en="County decision"),
    place=7,
    held_by=Text(zh="县级审定人", en="county leader"),
    clock=Clock("review"),
    moves=(
        Move(
            name="identify",
            to="help",
            label=Text(zh="审定纳入监测", en="Identified"),
            right=Right.DECIDE,
            aims=(Aim.IDENTIFICATION,),
            asks=(
                Asked(
                    name="category",
                    label=DECISIONS["category"].label,
                    form=Form.CHOICE,
                    choices=DECISIONS["category"].codes,
                ),
                Asked(
                    name="risk_type",
                    label=DECISIONS["risk_type"].label,
                    form=Form.CHOICE,
                    choices=DECISIONS["risk_type"].codes,
                ),
                NOTE,
            ),
            guards=(check_others_prepared,),
            decision="identified",
        ),
        Move(
            name="reject",
            to="closed",
            label=Text(zh="不予纳入", en="Not identified"),
            right=Right.DECIDE,
            aims=(Aim.IDENTIFICATION,),
            asks=(WHY,),
            guards=(check_others_prepared,),
            decision="rejected",
        ),
        Move(
            name="eliminate",
            to="eliminated",
            label=Text(zh="审定风险消除", en="The risk is eliminated"),
            right=Right.DECIDE,
            aims=(Aim.ELIMINATION,),
            asks=(NOTE,),
            guards=(check_others_prepared, *ELIMINATION),
            decision="eliminated",
        ),
        Move(
            name="keep_helping",
            to="help",
            label=Text(zh="不予消除，继续帮扶", en="Not eliminated: help goes on"),
            right=Right.DECIDE,
            aims=(Aim.ELIMINATION,),
            asks=(WHY,),
            sets_aim=Aim.IDENTIFICATION,
            back=True,
        ),
        Move(
            name="send_back",
            to="township_review",
            label=Text(zh="退回乡镇补正", en="Send back to the township"),
            right=Right.DECIDE,
            asks=(WHY,),
            back=True,
        ),
        HELP_EARLY,
    ),
)
