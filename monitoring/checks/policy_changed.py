"""Lines or thresholds have changed since the model learnt: what it learnt to foresee means something else now."""

from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week


def find(week: Week) -> list[Finding]:
    """One finding."""
    learnt, now = week.manifest["policy_version"], week.standards.version
    same = learnt == now
    words = Text(
        zh=f"训练时政策版本{learnt}，现在{now}" + ("" if same else "；无结果的性能估计已暂停"),
        en=f"policy version {learnt} when the model learnt, {now} now"
        + ("" if same else "; estimates without outcomes are suspended"),
    )
    state = State.QUIET if same else State.NOTICE
    return [Finding(key="policy_version", state=state, words=words, value=float(not same))]


CHECK = Check(
    concern=Concern.MODEL,
    question=Text(zh="政策标准变了吗？", en="Have the official figures changed?"),
    threshold=Threshold(
        value=1,
        measure=Text(zh="版本不同即提示", en="any difference is a notice"),
        source="domain rules 0.2: the line moves every year",
    ),
    remedy=Text(
        zh="新标准下的结果成熟后重新校准", en="calibrate again once outcomes under the new figures are settled"
    ),
    told=(Told.DATA_SCIENTIST,),
    find=find,
)
