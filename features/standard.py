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
import math
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Self

import pandas as pd

from features.errors import MissingStandardError, StandardFileError

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

    @property
    def version(self) -> str:
        """The policy version: a hash of every figure, stored with each assessment."""
        text = json.dumps([asdict(s) for s in self._by_name.values()], default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read(path: Path) -> Standard:
    """One file; raises StandardFileError saying where it is not as this module's beginning shows."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StandardFileError(f"standard {path.name}: is no readable TOML ({error}); mend that place") from None
    texts = [_of(content, name, str, path.name) for name in ("title_zh", "title_en", "unit")]
    rows = _of(content, "figure", list, path.name)
    figures = tuple(_figure(row, f"{path.name}, figure {n}") for n, row in enumerate(rows, 1))
    return Standard(name=path.stem, title_zh=texts[0], title_en=texts[1], unit=texts[2], figures=figures)


def _figure(row: dict, place: str) -> Figure:
    figure = Figure(
        area=_of(row, "area", str, place, ""),
        key=_of(row, "key", str, place, ""),
        amount=float(_of(row, "amount", int | float, place)),
        first_on=_of(row, "from", date, place),
        last_on=_of(row, "to", date, place) if "to" in row else None,
        document=_of(row, "document", str, place, ""),
        unofficial=_of(row, "unofficial", bool, place, False),
    )
    if not 0 <= figure.amount < math.inf:
        raise StandardFileError(f"standard {place}: amount must be a number of zero or more; mend it")
    if figure.last_on is not None and figure.last_on < figure.first_on:
        raise StandardFileError(f"standard {place}: to lies before from; mend one of the two days")
    return figure


def _of(content: dict, name: str, kind: type | UnionType, place: str, otherwise: Any = None) -> Any:
    """The entry `name`, or `otherwise` where that is given; raises StandardFileError if there is none of the kind."""
    found = content.get(name, otherwise)
    if found is None:
        raise StandardFileError(f"standard {place}: {name} is missing; the form stands in features/standard.py")
    if not isinstance(found, kind) or isinstance(found, datetime):
        words = getattr(kind, "__name__", "number")
        raise StandardFileError(f"standard {place}: {name} must be a {words}; the form stands in features/standard.py")
    return found
