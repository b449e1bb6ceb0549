"""Moves that several statuses share: help given, and the green channel that lets it be given early."""

from features.text import Text
from models.measure import measures
from serving.access.right import Right
from serving.cases.asked import NOTE, WHY, Asked, Form
from serving.cases.guards import Guard, check_green, check_not_green
from serving.cases.status import STAYS, Aim, Move

GIVE_HELP, GREEN_CHANNEL = "give_help", "open_green_channel"


def _give_help(*guards: Guard) -> Move:
    measure = Asked(
        name="measure",
        label=Text(zh="帮扶措施", en="Measure"),
        form=Form.CHOICE,
        choices={name: measure.label for name, measure in measures().items()},
    )
    given_on = Asked(name="given_on", label=Text(zh="落实日期", en="Given on"), form=Form.DAY)
    amount = Asked(
        name="amount",
        label=Text(zh="折合金额（元）", en="Worth in CNY"),
        form=Form.YUAN,
        required=False,
        most=10_000_000,
    )
    return Move(
        name=GIVE_HELP,
        to=STAYS,
        label=Text(zh="登记帮扶措施", en="Record help given"),
        right=Right.GIVE_HELP,
        asks=(measure, given_on, amount, NOTE),
        guards=guards,
    )


HELP_IN_TIME = _give_help()
HELP_EARLY = _give_help(check_green)
OPEN_GREEN_CHANNEL = Move(
    name=GREEN_CHANNEL,
    to=STAYS,
    label=Text(zh="开通绿色通道（先帮扶后补程序）", en="Open the green channel (help first)"),
    right=Right.GIVE_HELP,
    aims=(Aim.IDENTIFICATION,),
    asks=(WHY,),
    guards=(check_not_green,),
)
