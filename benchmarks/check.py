"""Fails where a ratio is smaller than on the committed page by more than FELL: `python -m benchmarks.check`.

Ratios within one run, never seconds: a slower machine changes both sides. Measured with fewer rounds than the pages.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import contributions, excel, vectors_peers

FELL = 1 / 3  # noise on a busy machine stays below a fifth
MEASURED: dict[str, Callable[[], dict[str, float]]] = {
    "contributions": lambda: contributions.ratios(rounds=2),
    "excel": lambda: excel.ratios(rows=10_000, rounds=2),
    "vectors_peers": lambda: vectors_peers.ratios(rounds=3),
}
ROW = re.compile(r"\| (?P<name>[^|]+) \|.*– \*\*(?P<median>[\d.]+)\*\* –")


def committed(page: str) -> dict[str, float]:
    """The median ratios of a page by row, with the heading above it.

    >>> committed("## a\\n| x | 3 | 1.0 – **2.0** – 3.0 |\\n")
    {'a: x': 2.0}
    """
    found, heading = {}, ""
    for line in page.splitlines():
        if line.startswith("## "):
            heading = f"{line[3:]}: "
        elif row := ROW.match(line):
            found[heading + row["name"]] = float(row["median"])
    return found


def fallen(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """What is slower than it was by more than FELL, in words.

    >>> fallen({"a": 90.0, "b": 90.0, "c": 1.0}, {"a": 59.0, "b": 61.0})
    ['a: 59 × instead of 90 ×']
    """
    both = [name for name in now if name in before]
    return [f"{n}: {now[n]:.3g} × instead of {before[n]:.3g} ×" for n in both if now[n] < (1 - FELL) * before[n]]


def main() -> None:
    """Measure what has a page and compare."""
    found = []
    for name, measure in MEASURED.items():
        page = Path(__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
        slower = fallen(committed(page), measure())
        print(f"{name}: {'; '.join(slower) or 'as on its page'}")
        found += slower
    sys.exit("slower than on the committed pages: see above, or run make bench-scale and say why" if found else 0)


if __name__ == "__main__":
    main()
