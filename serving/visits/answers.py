"""What a visitor can answer in four taps: the result, and why, as one declared table."""

from collections.abc import Mapping
from dataclasses import dataclass

from features.table import table
from features.text import Text

RESULTS: Mapping[str, Text] = table("visits").all_columns["result"].codes


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A reason for a result; the name is stored: keep it.

    `opens_case` starts the procedure of identification, `urgent` makes its next step due today.
    """

    name: str
    result: str
    label: Text
    opens_case: bool = False
    urgent: bool = False


ANSWERS = (
    Answer(
        name="needs_help",
        result="confirmed",
        label=Text(zh="确有风险，需启动认定程序", en="the risk is real: start the procedure"),
        opens_case=True,
    ),
    Answer(
        name="urgent",
        result="confirmed",
        label=Text(zh="情况紧急，需先帮扶", en="it is urgent: help must come first"),
        opens_case=True,
        urgent=True,
    ),
    Answer(
        name="copes",
        result="confirmed",
        label=Text(zh="情况属实，但家庭能应对", en="it is true, but the household copes"),
    ),
    Answer(name="record_wrong", result="not_confirmed", label=Text(zh="登记有误", en="the record is wrong")),
    Answer(
        name="covered",
        result="not_confirmed",
        label=Text(zh="费用已报销、救助或他人承担", en="the cost was reimbursed, relieved or borne by others"),
    ),
    Answer(
        name="other_income",
        result="not_confirmed",
        label=Text(zh="有其他稳定收入", en="there is other steady income"),
    ),
    Answer(name="new_work", result="changed", label=Text(zh="已就业或恢复生产", en="in work or producing again")),
    Answer(
        name="recovered", result="changed", label=Text(zh="病人康复或费用了结", en="recovered, or the costs are over")
    ),
    Answer(name="benefit_granted", result="changed", label=Text(zh="政策已落实", en="support was granted")),
    Answer(name="moved_on", result="changed", label=Text(zh="人口或住处已变", en="members or dwelling changed")),
    Answer(
        name="away", result="not_reached", label=Text(zh="全家外出，电话未接通", en="all away, no answer by telephone")
    ),
    Answer(name="nobody_home", result="not_reached", label=Text(zh="当时家中无人", en="nobody was at home")),
    Answer(name="declined", result="not_reached", label=Text(zh="不愿接受走访", en="did not wish to be visited")),
)


def answers_for(result: str) -> list[Answer]:
    """The reasons for a result, in their order."""
    return [answer for answer in ANSWERS if answer.result == result]


def answer(name: str) -> Answer | None:
    """The answer of that name."""
    return next((one for one in ANSWERS if one.name == name), None)
