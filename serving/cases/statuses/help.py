"""The household is monitored and helped until its risk is gone."""

from features.text import Text
from serving.access.right import Right
from serving.cases.asked import NOTE, Asked, Form
from serving.cases.guards import ELIMINATION
from serving.cases.moves import HELP_IN_TIME
from serving.cases.status import Aim, Clock, Move, Status

STATUS = Status(
    label=Text(zh="帮扶", en="Help"),
    place=8,
    held_by=Text(zh="村级、乡镇工作人员", en="village and township staff"),
    clock=Clock("help", working=False),
    moves=(
        HELP_IN_TIME,
        Move(
            name="propose_elimination",
            to="publicity",
            label=Text(zh="提请风险消除", en="Propose that the risk is eliminated"),
            right=Right.GIVE_HELP,
            asks=(
                Asked(
                    name="income_stable",
                    label=Text(
                        zh="收入稳定超过监测范围半年以上",
                        en="Income has been above the line for half a year and is stable",
                    ),
                    form=Form.TICK,
                ),
                Asked(
                    name="costs_solved",
                    label=Text(zh="大额刚性支出问题已解决", en="Large unavoidable costs are solved"),
                    form=Form.TICK,
                ),
                Asked(
                    name="risks_gone",
                    label=Text(
                        zh="识别时的风险已消除，无新增风险",
                        en="The identified risks are gone and there are no new ones",
                    ),
                    form=Form.TICK,
                ),
                NOTE,
            ),
            guards=ELIMINATION,
            sets_aim=Aim.ELIMINATION,
        ),
    ),
)
