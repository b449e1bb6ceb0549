"""Official figures by area and date, each with its document. A missing figure refuses.

A standard is a TOML file named like it::

    title_zh = "防止返贫监测范围"
    title_en = "Monitoring line"
    unit = "CNY per person and year"

    [[figure]]
    area = "52"              # prefix of the division code; "" is the whole country
    key = ""                 # which of several figures, where a standard has several
    from = 2023-01-01        # inclusive
    to = 2023-12-31          # inclusive; left out: still in force
    amount = 7300.0
    document = "…"           # what it rests on
    unofficial = false       # true: a default of ours, shown as such wherever it is used

The longest matching area wins. A source may bring its own file of the same name, which then replaces
ours.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

import pandas as pd

from features.errors import MissingStandardError

BUILT_IN = Path(__file__).parent / "standards"
LINE = "monitoring_line"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One dated figure of a standard; `first_on` and `last_on` are inclusive."""

    area: str
    amount: float
    first_on: date
    last_on: date | None = None
    key: str = ""
    document: str = ""
    unofficial: bool = False

    def holds(self, area_code: str, on: date, key: str) -> bool:
        """Whether it is in force there and then."""
        in_force = self.first_on <= on and (self.last_on is None or on <= self.last_on)
        return in_force and self.key == key and area_code.startswith(self.area)


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A named standard with its dated figures."""

    name: str
    title_zh: str
    title_en: str
    unit: str
    figures: tuple[Figure, ...]


class Standards:
    """All standards in force for one record store."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        self._by_name = {s.name: s for s in sorted(standards, key=lambda s: s.name)}

    @classmethod
    def load(cls, own: Path | None = None) -> Self:
        """The built-in standards, each replaced by the file of the same name in `own` if there is one."""
        files = {path.stem: path for path in BUILT_IN.glob("*.toml")}
        if own is not None and own.exists():
            files |= {path.stem: path for path in own.glob("*.toml")}
        return cls(_read(path) for path in files.values())

    def __iter__(self) -> Iterator[Standard]:
        return iter(self._by_name.values())

    def figure(self, name: str, area_code: str, on: date, key: str = "") -> Figure:
        """The figure in force; raises MissingStandardError naming standard, area and date."""
        standard = self._by_name.get(name)
        found = [f for f in (standard.figures if standard else ()) if f.holds(area_code, on, key)]
        if not found:
            which = f"{name} ({key})" if key else name
            raise MissingStandardError(
                f"no {which} for area {area_code} on {on}: add a dated figure with its document to {name}.toml"
            )
        return max(found, key=lambda f: (len(f.area), f.first_on))

    def amount(self, name: str, area_code: str, on: date, key: str = "") -> float:
        """The amount of `figure`."""
        return self.figure(name, area_code, on, key).amount

    def lines(self, villages: Iterable[str], dates: Iterable[date]) -> pd.DataFrame:
        """The monitoring line (CNY per person and year) of every village and date.

        Columns village_code, as_of, monitoring_line. Raises MissingStandardError at the first gap.
        """
        days = sorted(set(dates))
        rows = [(v, d, self.amount(LINE, v, d)) for v in sorted(set(villages)) for d in days]
        frame = pd.DataFrame(rows, columns=["village_code", "as_of", "monitoring_line"])
        frame["monitoring_line"] = frame["monitoring_line"].astype("float64")
        return frame

    def with_line(self, amount: float) -> "Standards":
        """The same standards with another monitoring line everywhere: the what-if rehearsal."""
        line = self._by_name[LINE]
        what_if = replace(line, figures=tuple(replace(f, amount=amount, unofficial=True) for f in line.figures))
        return Standards({**self._by_name, LINE: what_if}.values())

    @property
    def version(self) -> str:
        """The policy version: a hash of every figure, stored with each assessment."""
        text = json.dumps([asdict(s) for s in self._by_name.values()], default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read(path: Path) -> Standard:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        figures = tuple(_figure(row) for row in content["figure"])
        return Standard(
            name=path.stem,
            title_zh=content["title_zh"],
            title_en=content["title_en"],
            unit=content["unit"],
            figures=figures,
        )
    except KeyError as missing:
        raise MissingStandardError(f"standard {path.name}: {missing} is missing; see features/standard.py") from None


def _figure(row: dict) -> Figure:
    return Figure(
        area=row.get("area", ""),
        key=row.get("key", ""),
        amount=float(row["amount"]),
        first_on=row["from"],
        last_on=row.get("to"),
        document=row.get("document", ""),
        unofficial=row.get("unofficial", False),
    )
