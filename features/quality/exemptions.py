"""Exemptions 豁免清单: a finding somebody answers for, with a reason, an owner and a day on which it ends.

A file `exemptions.toml` below the record store::

    [[exemption]]
    rule = "phone_of_several_households"
    subject = "H12…"               # household, person or area
    why = "elders' home, one telephone"
    owner = "清溪镇 王"
    until = 2026-12-31             # inclusive; afterwards the finding is back
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from features.errors import MappingError
from features.quality.rule import rules

FIELDS = ("rule", "subject", "why", "owner", "until")


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
    path = Path(root) / "exemptions.toml"
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
