"""The facts behind a household's place on a list, as a caller may read them: alerts first, then what the model adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.sheets.wording import said_by
from serving.access.caller import Caller
from serving.access.masking import said

RECENT = timedelta(days=31)  # an alert's record that became known so lately is news
YEAR = timedelta(days=366)  # what happened earlier is said by the day of its record
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Fact:
    """One fact as the caller may read it: `name` is an alert's or a feature's, the days are None if unknown.

    `new` is what became known lately; `recent` says whether what happened lies within a year of the day of asking.
    """

    name: str
    words: Text
    theme: Theme
    department: Department
    happened_on: date | None
    known_on: date | None
    new: bool
    recent: bool

    @property
    def sentence(self) -> Text:
        """The fact with the day of its event (of its record, if that began long ago) and who recorded it."""
        office = self.department.label
        if self.recent or self.known_on is None:
            day = Text(zh=f"{office.zh}{_day_zh(self.happened_on)}", en=f"{office.en}{_day_en(self.happened_on)}")
        else:
            day = Text(
                zh=f"{office.zh}{_day_zh(self.known_on)}登记", en=f"{office.en}, recorded{_day_en(self.known_on)}"
            )
        return Text(zh=f"{self.words.zh}（{day.zh}）。", en=f"{_begun(self.words.en)} ({day.en}).")


def facts(kept: Iterable[Mapping[str, Any]], as_of: date, caller: Caller) -> list[Fact]:
    """The facts of alerts and reasons as a list or a case keeps them: alerts first, then reasons that add something."""
    kept = list(kept)
    alerts_kept = [one for one in kept if "alert" in one]
    fired = [_fact(alert, alert["alert"], as_of, caller) for alert in alerts_kept]
    reasons = [one for one in kept if "feature" in one and not said_by(alerts_kept, one)]
    stated = [_fact(reason, reason["feature"], as_of, caller) for reason in reasons]
    found: dict[str, Fact] = {}
    for fact in [*fired, *stated]:
        found.setdefault(fact.words.zh, fact)
    return list(found.values())


def _fact(fact: Mapping[str, Any], name: str, as_of: date, caller: Caller) -> Fact:
    known_on = _day(fact.get("known_on"))
    new = fact["new"] if "new" in fact else known_on is not None and known_on > as_of - RECENT
    words = said(fact, caller)
    happened_on = _day(fact.get("happened_on"))
    recent = happened_on is not None and happened_on > as_of - YEAR
    department = Department(fact["department"])
    return Fact(name, words, Theme(fact["theme"]), department, happened_on, known_on, bool(new), recent)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_zh(day: date | None) -> str:
    return f"，{day.year}年{day.month}月{day.day}日" if day else ""


def _day_en(day: date | None) -> str:
    return f", {day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
