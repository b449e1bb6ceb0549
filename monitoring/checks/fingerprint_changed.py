"""The features declared now are not those the model in use was fitted on."""

from features.text import Text
from features.vector import fingerprint
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week


def find(week: Week) -> list[Finding]:
    """One finding."""
    fitted, declared = week.manifest["fingerprint"], fingerprint()
    same = fitted == declared
    words = Text(
        zh=f"模型的特征指纹{fitted}，现在声明的{declared}",
        en=f"the model was fitted on features {fitted}; declared now are {declared}",
    )
    state = State.QUIET if same else State.ALARM
    return [Finding(key="fingerprint", state=state, words=words, value=float(not same))]


CHECK = Check(
    concern=Concern.MODEL,
    question=Text(zh="特征的定义变了吗？", en="Have the features been redefined?"),
    threshold=Threshold(
        value=1,
        measure=Text(
            zh="指纹不同即报警",
            en="any difference",
        ),
        source="decision 0001: losing a declaration is loud",
    ),
    remedy=Text(
        zh="用新特征重新训练，或退回原程序", en="train again on the new features, or go back to the old program"
    ),
    told=(Told.DATA_SCIENTIST,),
    find=find,
)
