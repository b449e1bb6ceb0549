"""What a check found about one thing: a feature, a table, a group of households, the list."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from features.department import Department
from features.text import Text


class State(Enum):
    """How a finding is meant; stored in records and status files, keep the values."""

    QUIET = "quiet"
    EXPLAINED = "explained"  # it moved, and a season, a declared event or another finding says why
    NOTICE = "notice"  # worth reading, nobody must act
    ALARM = "alarm"
    NOT_ESTIMABLE = "not_estimable"

    @property
    def label(self) -> Text:
        """The state in words."""
        return _LABELS[self]


_LABELS = {
    State.QUIET: Text(zh="正常", en="Quiet"),
    State.EXPLAINED: Text(zh="已有解释", en="Explained"),
    State.NOTICE: Text(zh="留意", en="Notice"),
    State.ALARM: Text(zh="报警", en="Alarm"),
    State.NOT_ESTIMABLE: Text(zh="不可估计", en="Not estimable"),
}
GRAVITY = (State.NOT_ESTIMABLE, State.QUIET, State.EXPLAINED, State.NOTICE, State.ALARM)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was measured.

    `key` names it for history (a feature, `table.column`, a group). `value` is what is held against the
    check's threshold, in its unit; `n` how many rows it rests on. `department` is whom to telephone.
    """

    key: str
    state: State
    words: Text
    value: float | None = None
    n: int | None = None
    department: Department | None = None
    table: str = ""
    features: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As it stands in the week's record."""
        return {
            "key": self.key,
            "state": self.state.value,
            "zh": self.words.zh,
            "en": self.words.en,
            "value": self.value,
            "n": self.n,
            "department": self.department.value if self.department else None,
            "table": self.table,
            "features": list(self.features),
        }


def not_estimable(key: str, zh: str, en: str, n: int | None = None) -> Finding:
    """Nothing can be said of `key`, and why: never to be read as "fine"."""
    return Finding(key=key, state=State.NOT_ESTIMABLE, words=Text(zh=zh, en=en), n=n)


def gravest(states: list[State]) -> State:
    """The state of several findings together; of none, that nothing could be said.

    >>> gravest([State.QUIET, State.NOT_ESTIMABLE, State.NOTICE]).value
    'notice'
    """
    return max(states, key=GRAVITY.index, default=State.NOT_ESTIMABLE)
