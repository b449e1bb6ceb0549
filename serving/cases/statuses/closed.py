"""Closed without identification; a new clue opens a new case."""

from features.text import Text
from serving.cases.status import Status

STATUS = Status(
    label=Text(zh="结案（未纳入）", en="Closed, not identified"),
    place=10,
    held_by=Text(zh="无待办", en="nobody"),
    over=True,
    moves=(),
)
