"""What must hold before a move: each guard raises one sentence; what may be done is what raises nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from features.calendar import add_months
from features.errors import NotAllowedError, NotYetError
from features.text import Text
from serving.access.caller import Caller
from serving.database.cases import Case, Help, Step
from serving.database.visits import Correction, Visit

ELIMINATED_AFTER_MONTHS = 6  # identified for at least half a year (domain rules 1.5)
SEEN_WITHIN = timedelta(days=92)  # the visit that says the risk is gone must be of the last three months
BROKEN_FROM = {"dropouts_compulsory_age": 1, "members_uninsured": 1, "housing_grade_latest": 3, "water_unsafe": 1}
ROUND_BEGINS = ("opened", "propose_elimination", "roll_back")


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What a guard may look at. `facts` are the household's latest features; what is unknown is not among them.

    `least_publicity` is in days (standard procedure_days, publicity), `line` the monitoring line in CNY a year.
    """

    case: Case
    caller: Caller
    today: date
    visits: Sequence[Visit] = ()
    help: Sequence[Help] = ()
    corrections: Sequence[Correction] = ()
    facts: Mapping[str, float] = field(default_factory=dict)
    least_publicity: int
    line: float
    filled: Mapping[str, Any] = field(default_factory=dict)

    def steps(self, *moves: str) -> list[Step]:
        """The steps of this round (since the aim was set) with one of these names, oldest first."""
        return [step for step in self._round() if not moves or step.move in moves]

    def _round(self) -> list[Step]:
        steps = self.case.steps
        return steps[max((n for n, step in enumerate(steps) if step.move in ROUND_BEGINS), default=0) :]


Guard = Callable[[Circumstances], None]


def check_visited(c: Circumstances) -> None:
    """A visit since the case was opened has reached the household."""
    if not any(visit.visited_on >= c.case.opened_on and visit.result != "not_reached" for visit in c.visits):
        raise NotYetError("还没有入户核查结果，请先走访并报告", "nobody has visited yet; visit and report first")


def check_confirmed(c: Circumstances) -> None:
    """The last visit that reached the household confirmed the clue."""
    check_visited(c)
    last = [v for v in c.visits if v.result != "not_reached"][-1]
    if last.result != "confirmed":
        raise NotYetError("最近一次核查结果不是“属实”", "the last visit did not confirm the clue")


def check_not_confirmed(c: Circumstances) -> None:
    """The last visit that reached the household did not confirm the clue."""
    check_visited(c)
    last = [v for v in c.visits if v.result != "not_reached"][-1]
    if last.result == "confirmed":
        raise NotYetError("最近一次核查属实，不能按“不属实”结案", "the last visit confirmed the clue; it goes on")


def check_meeting_held(c: Circumstances) -> None:
    """The village meeting of this round was held, and more were for it than against."""
    held = c.steps("hold_meeting")
    if not held:
        raise NotYetError("还没有登记民主评议", "the village meeting has not been entered")
    if held[-1].filled["votes_for"] <= held[-1].filled["votes_against"]:
        raise NotYetError("评议未通过，不能上报", "the village meeting was not in favour")


def check_publicity_over(c: Circumstances) -> None:
    """The publicity of this round has lasted as long as it must, not counting the day it began."""
    check_meeting_held(c)
    until = date.fromisoformat(c.steps("hold_meeting")[-1].filled["public_from"]) + timedelta(days=c.least_publicity)
    if c.today < until:
        raise NotYetError(
            f"公示须满{c.least_publicity}天，{until}后可上报",
            f"the publicity must last {c.least_publicity} days; report on {until} or later",
        )


def check_others_prepared(c: Circumstances) -> None:
    """Nobody approves what he or she prepared; to have sent it back is no preparation."""
    if any(step.by == c.caller.name and step.move != "send_back" for step in c.steps()):
        raise NotAllowedError(
            "您办理过本案本轮的步骤，应由他人审核", "you took part in this case; somebody else approves it"
        )


def check_no_correction_open(c: Circumstances) -> None:
    """Every record said to be wrong has its answer."""
    if any(not correction.answer for correction in c.corrections):
        raise NotYetError(
            "还有数据更正未答复，请先催办部门", "a correction has no answer yet; ask the department first"
        )


def check_green(c: Circumstances) -> None:
    """Before the county's decision only the green channel gives help."""
    if not c.case.green and c.case.identified_on is None:
        raise NotYetError(
            "尚未认定；紧急情况请先走绿色通道", "not decided yet; in an emergency open the green channel first"
        )


def check_not_green(c: Circumstances) -> None:
    """The green channel is opened once."""
    if c.case.green:
        raise NotYetError("已走绿色通道", "the green channel is open already")


def check_identified_long_enough(c: Circumstances) -> None:
    """Identified for at least half a year."""
    since = c.case.identified_on
    first = add_months(since, ELIMINATED_AFTER_MONTHS) if since else None
    if first is None or c.today < first:
        when = str(first) if first else "—"
        raise NotYetError(f"识别未满半年，最早{when}", f"identified less than half a year ago; {when} at the earliest")


def check_helped(c: Circumstances) -> None:
    """At least one measure was given since the identification."""
    if not any(c.case.identified_on is None or one.given_on >= c.case.identified_on for one in c.help):
        raise NotYetError("还没有落实帮扶措施", "no measure of help has been given")


def check_income_above_line(c: Circumstances) -> None:
    """The recorded income per head is not known to be below the line."""
    if c.facts.get("net_income_per_head_12m", c.line) < c.line:
        raise NotYetError("近12个月人均纯收入低于监测范围", "recorded income per head is below the monitoring line")


def check_guarantees(c: Circumstances) -> None:
    """Schooling, insurance, housing and drinking water are not known to be unsolved."""
    if any(c.facts.get(name, 0.0) >= least for name, least in BROKEN_FROM.items()):
        raise NotYetError("三保障或饮水安全未解决", "schooling, insurance, housing or drinking water is not secure")


def check_labour(c: Circumstances) -> None:
    """A household without any labour is supported, not eliminated."""
    if c.facts.get("labour_members", 1.0) == 0:
        raise NotYetError(
            "整户无劳动力，实行兜底保障，不标注消除",
            "nobody in the household can work: it is supported, not eliminated",
        )


def check_risk_seen_gone(c: Circumstances) -> None:
    """A visit of the last three months found the risk gone."""
    seen = [v for v in c.visits if v.visited_on >= c.today - SEEN_WITHIN and v.result != "not_reached"]
    if not seen or seen[-1].result == "confirmed":
        raise NotYetError("近三个月没有确认风险已消除的走访", "no visit of the last three months found the risk gone")


def check_confirmed_since_end(c: Circumstances) -> None:
    """A visit since the elimination confirmed that the risk is back."""
    if not any(c.case.ended_on and v.visited_on >= c.case.ended_on and v.result == "confirmed" for v in c.visits):
        raise NotYetError("消除后没有“属实”的走访", "no visit since the elimination confirmed a risk")


CHECKLIST: Mapping[Guard, Text] = {
    check_identified_long_enough: Text(zh="识别满半年", en="Identified half a year ago or longer"),
    check_helped: Text(zh="至少落实一项帮扶措施", en="At least one measure of help was given"),
    check_income_above_line: Text(zh="登记收入不低于监测范围", en="Recorded income is not below the line"),
    check_guarantees: Text(zh="三保障和饮水安全没有问题", en="Schooling, insurance, housing and water are secure"),
    check_risk_seen_gone: Text(
        zh="近三个月走访确认风险已消除", en="A visit of the last three months found the risk gone"
    ),
    check_labour: Text(zh="不是整户无劳动力", en="Somebody in the household can work"),
}
ELIMINATION: tuple[Guard, ...] = tuple(CHECKLIST)
