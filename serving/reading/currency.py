"""The data-currency strip as pages show it: by department, up to which day its records reach, and what has stopped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from features.table import tables
from features.text import Text


@dataclass(frozen=True)
class Feed:
    """One table of a department; days are ISO texts, None if nothing ever came."""

    department: Text
    label: Text
    happened_on: str | None
    known_on: str | None
    regular: bool
    stale: bool


def feeds(strip: Iterable[Mapping[str, Any]]) -> list[Feed]:
    """The strip kept with a week, what has stopped first, then what comes regularly."""
    made = [_feed(one) for one in strip if one["table"] in tables()]
    return sorted(made, key=lambda f: (not f.stale, not f.regular))


def _feed(one: Mapping[str, Any]) -> Feed:
    contract = tables()[one["table"]]
    regular = contract.sent_every_days is not None
    return Feed(
        contract.department.label, contract.label, one["happened_on"], one["known_on"], regular, bool(one["stale"])
    )
