"""What a move asks to be filled in: one declaration makes the field of the form, its check and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from features.errors import UnreadableError
from features.text import Text

LONGEST = 2000  # characters of free words
FURTHEST_BACK = timedelta(days=366)


class Form(Enum):
    """The form of a field."""

    DAY = "day"
    COUNT = "count"
    YUAN = "yuan"
    CHOICE = "choice"
    TICK = "tick"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field. A TICK that is required must be ticked; WORDS go into the vault, the rest beside the step."""

    name: str
    label: Text
    form: Form
    required: bool = True
    choices: Mapping[str, Text] = field(default_factory=dict)
    most: int = 100_000

    def read(self, given: str, today: date) -> Any:
        """The value of what was typed, None for nothing; raises UnreadableError with a sentence."""
        typed = given.strip()
        if not typed:
            if self.required:
                raise self._wrong("未填写", "is missing")
            return False if self.form is Form.TICK else None
        return _READERS[self.form](self, typed, today)

    def _day(self, typed: str, today: date) -> str:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            raise self._wrong("应为日期，如2026-11-22", "is no day; write it as 2026-11-22") from None
        if day > today:
            raise self._wrong("不能晚于今天", "lies in the future")
        if day < today - FURTHEST_BACK:
            raise self._wrong("早于一年前，请核对", "is more than a year ago; check it")
        return str(day)

    def _count(self, typed: str, _today: date) -> int:
        if not (typed.isascii() and typed.isdigit()) or int(typed) > self.most:
            raise self._wrong(f"应为0至{self.most}的整数", f"must be a whole number from 0 to {self.most}")
        return int(typed)

    def _choice(self, typed: str, _today: date) -> str:
        if typed not in self.choices:
            raise self._wrong("请从所列选项中选择", "must be one of those listed")
        return typed

    def _tick(self, typed: str, _today: date) -> bool:
        if typed != "yes":
            raise self._wrong("请勾选确认", "must be ticked")
        return True

    def _words(self, typed: str, _today: date) -> str:
        if len(typed) > LONGEST:
            raise self._wrong(f"不超过{LONGEST}字", f"must be no longer than {LONGEST} characters")
        return typed

    def _wrong(self, zh: str, en: str) -> UnreadableError:
        return UnreadableError(f"“{self.label.zh}”{zh}", f'"{self.label.en}" {en}')


_READERS = {
    Form.DAY: Asked._day,
    Form.COUNT: Asked._count,
    Form.YUAN: Asked._count,
    Form.CHOICE: Asked._choice,
    Form.TICK: Asked._tick,
    Form.WORDS: Asked._words,
}


def read_all(asks: tuple[Asked, ...], form: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What was filled in, by field name, fields left empty not among them; raises at the first that is wrong."""
    read = {one.name: one.read(str(form.get(one.name, "")), today) for one in asks}
    return {name: value for name, value in read.items() if value is not None}


NOTE = Asked(name="words", label=Text(zh="说明", en="Note"), form=Form.WORDS, required=False)
WHY = Asked(name="words", label=Text(zh="理由", en="Why"), form=Form.WORDS)
