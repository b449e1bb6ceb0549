"""The facts behind a listed household as a caller may read them: alerts first, then what the model adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.sheets.wording import said_by
from serving.access.caller import Caller
from serving.access.masking import said


@dataclass(frozen=True)
class Fact:
    """One fact in words with its dates and the department that sent it; `new` since the quarter before."""

    words: Text
    theme: Theme
    department: Text
    happened_on: date | None
    known_on: date | None
    new: bool
    alert: bool


def facts(alerts: Iterable[Mapping[str, Any]], reasons: Iterable[Mapping[str, Any]], caller: Caller) -> list[Fact]:
    """Every alert, then every reason that says something else; the same words only once."""
    fired = list(alerts)
    made = [_fact(a, caller, alert=True) for a in fired]
    made += [_fact(r, caller, alert=False) for r in reasons if not said_by(fired, r)]
    return list({fact.words: fact for fact in reversed(made)}.values())[::-1]


def _fact(fact: Mapping[str, Any], caller: Caller, *, alert: bool) -> Fact:
    return Fact(
        words=said(fact, caller),
        theme=Theme(fact["theme"]),
        department=Department(fact["department"]).label,
        happened_on=_day(fact.get("happened_on")),
        known_on=_day(fact.get("known_on")),
        new=bool(fact.get("new")),
        alert=alert,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
