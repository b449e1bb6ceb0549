"""Exemptions 豁免清单: a finding somebody answers for, with a reason, an owner and a day on which it ends.

A file `exemptions.toml` below the record store::

    [[exemption]]
    rule = "phone_of_several_households"
    subject = "H12…"               # household, person or area
    why = "elders' home, one telephone"
    owner = "清溪镇 王"
    until = 2026-12-31             # inclusive; afterwards the finding is back

Of a rule and a subject the last one counts, so that an exemption is ended by a later one whose day has passed.
"""

import json
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from features.errors import MappingError
from features.quality.rule import rules

FIELDS = ("rule", "subject", "why", "owner", "until")
FILE = "exemptions.toml"
LONGEST = timedelta(days=366)  # of one given on the page: afterwards somebody looks again


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """One line of the list."""

    rule: str
    subject: str
    why: str
    owner: str
    until: date


def read_exemptions(root: Path) -> list[Exemption]:
    """The list of a record store; empty where there is none. Raises MappingError where a line is unfinished."""
    path = Path(root) / FILE
    if not path.exists():
        return []
    try:
        lines = tomllib.loads(path.read_text(encoding="utf-8")).get("exemption", [])
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: is no TOML ({error}); mend that line") from None
    return [_exemption(line, number, path.name) for number, line in enumerate(lines, start=1)]


def _exemption(line: dict, number: int, name: str) -> Exemption:
    missing = [f for f in FIELDS if not line.get(f)]
    if missing or set(line) - set(FIELDS):
        raise MappingError(
            f"{name}, exemption {number}: needs exactly {', '.join(FIELDS)}; missing {', '.join(missing)}"
        )
    if line["rule"] not in rules():
        raise MappingError(f"{name}, exemption {number}: there is no rule {line['rule']!r}")
    if not isinstance(line["until"], date):
        raise MappingError(f"{name}, exemption {number}: until must be a day like 2026-12-31, without quotation marks")
    return Exemption(**line)


def standing(exemptions: Iterable[Exemption], on: date) -> dict[tuple[str, str], Exemption]:
    """By rule and subject, what holds on a day."""
    last = {(e.rule, e.subject): e for e in exemptions}
    return {key: e for key, e in last.items() if e.until >= on}


def exempt(root: Path, given: Exemption, on: date) -> None:
    """Add an exemption to the record store's list.

    Raises MappingError without a reason or an owner, and for a day that has passed or is more than a year away.
    """
    if not given.why.strip() or not given.owner.strip():
        raise MappingError("an exemption needs a reason and somebody who answers for it")
    if not on <= given.until <= on + LONGEST:
        raise MappingError("an exemption ends today or later, within a year")
    _add(root, given)


def end(root: Path, rule: str, subject: str, *, by: str, on: date) -> None:
    """End the exemption that holds on a day; raises MappingError if there is none."""
    held = standing(read_exemptions(root), on).get((rule, subject))
    if held is None:
        raise MappingError("there is no such exemption to end")
    _add(root, Exemption(rule=rule, subject=subject, why=held.why, owner=by, until=on - timedelta(days=1)))


def _add(root: Path, made: Exemption) -> None:
    texts = (f"{name} = {json.dumps(getattr(made, name).strip(), ensure_ascii=False)}" for name in FIELDS[:-1])
    with (Path(root) / FILE).open("a", encoding="utf-8") as file:
        file.write("\n".join(["", "[[exemption]]", *texts, f"until = {made.until}", ""]))
        file.flush()
        os.fsync(file.fileno())
