"""The precision that the model itself expects of its lane: an estimate without outcomes, while it may be made.

It is honest only as long as the probabilities are: it is suspended when the official figures changed since
the model learnt, and says nothing where outcomes were found to be off.
"""

from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

LEAST = 0.5
FEW = 10


def find(week: Week) -> list[Finding]:
    """One finding."""
    reason = _suspended(week)
    if reason is not None:
        return [not_estimable("model", reason.zh, reason.en)]
    if week.name not in week.weeks_listed:
        return [not_estimable("model", "本周没有名单", "there is no list of this week")]
    rows = week.list_of(week.name, ["lane", "return_risk"])
    seats = rows[rows["lane"] == "model"]["return_risk"]
    judged = week.manifest["metrics"].get("all", {}).get("precision_at", {}).get("value")
    if len(seats) < FEW or not judged:
        return [not_estimable("model", "模型通道太短，或模型未经评估", "too few in the model lane, or never evaluated")]
    expected = float(seats.mean())
    words = Text(
        zh=f"模型预期其通道{len(seats)}户中{expected:.1%}会返贫致贫，评估时名单精确率{judged:.1%}",
        en=f"the model expects {expected:.1%} of its {len(seats)} seats to fall; judged on the past, {judged:.1%} did",
    )
    state = State.NOTICE if expected < LEAST * judged else State.QUIET
    return [Finding(key="model", state=state, words=words, value=expected / judged, n=len(seats))]


def _suspended(week: Week) -> Text | None:
    if week.manifest["policy_version"] != week.standards.version:
        return Text(zh="政策版本已变，暂停估计", en="suspended: the official figures changed since the model learnt")
    earlier = week.before("calibration_settled")
    if earlier and earlier[-1]["state"] == State.ALARM.value:
        return Text(zh="概率未兑现，暂停估计", en="suspended: the probabilities did not come true")
    return None


CHECK = Check(
    concern=Concern.OUTCOMES,
    question=Text(
        zh="没有结果时，模型预期自己有多准？",
        en="Without outcomes, how precise does the model expect to be?",
    ),
    threshold=Threshold(
        value=LEAST,
        measure=Text(zh="低于评估时的一半即提示", en="below half of what it was judged at is a notice"),
        source="means of calibrated probabilities; never an alarm by itself",
    ),
    remedy=Text(zh="等结果成熟后核对", en="wait for outcomes and compare"),
    told=(Told.DATA_SCIENTIST,),
    find=find,
)
