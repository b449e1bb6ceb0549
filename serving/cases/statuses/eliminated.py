"""The risk is eliminated; the file stays, and what turns out unstable is rolled back."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import WHY
from serving.cases.guards import check_confirmed_since_end
from serving.cases.status import Aim, Move, Status

STATUS = Status(
    label=Text(zh="风险消除", en="Risk eliminated"),
    place=9,
    held_by=Text(zh="持续关注，无待办", en="nobody: it is watched"),
    over=True,
    moves=(
        Move(
            name="roll_back",
            to="help",
            label=Text(zh="消除回退，恢复帮扶", en="Roll the elimination back"),
            right=Right.DECIDE,
            asks=(WHY,),
            guards=(check_confirmed_since_end,),
            decision="rolled_back",
            sets_aim=Aim.IDENTIFICATION,
            back=True,
        ),
    ),
)
