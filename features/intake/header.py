"""Which row of a sheet holds the headings, and what they are called."""

import re
import unicodedata
from collections.abc import Collection, Sequence

SEARCHED = 10  # exports carry titles and units above the headings; never more than these rows
NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?(e[-+]?\d+)?%?|\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?", re.IGNORECASE)
NOISE = re.compile(r"[\s*：:（）()【】\[\]/／、,，._\-]+")


def plain_heading(text: str) -> str:
    """A heading without width, blanks, stars and punctuation, for comparing.

    >>> plain_heading(" 人均纯收入（元）* ")
    '人均纯收入元'
    """
    return NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def header_at(rows: Sequence[Sequence[str | None]], known: Collection[str] = ()) -> int | None:
    """Index of the row of headings among the first rows, or None if none looks like one.

    A row of headings has several different cells of words, none of them a number or a day; the one
    that names most of the `known` headings (as `plain_heading` gives them) wins, then the fullest,
    then the first.
    """
    best: tuple[int, int, int] | None = None
    for index, row in enumerate(rows[:SEARCHED]):
        cells = [c.strip() for c in row if c and c.strip()]
        words = [c for c in cells if not NUMBER.fullmatch(c)]
        if not cells or len(words) < len(cells) or (len(set(words)) < 2 and len(rows[0]) > 1):
            continue
        named = sum(plain_heading(w) in known for w in words)
        rank = (named, len(set(words)), -index)
        best = max(best, rank) if best else rank
    return None if best is None else -best[2]


def headings(cells: Sequence[str | None], above: Sequence[str | None] | None = None) -> list[str]:
    """One name for every column of a row of headings; an unnamed column gets its letter.

    A heading that occurs twice takes the merged heading above it as a prefix, where there is one;
    else it is numbered, so that no column hides another.
    """
    groups = _filled_right(above) if above is not None else []
    names: list[str] = []
    texts = [(c or "").strip() for c in cells]
    for at, text in enumerate(texts):
        name = re.sub(r"\s+", "", text) or f"第{letters(at)}列"
        if texts.count(text) > 1 and at < len(groups) and groups[at]:
            name = f"{groups[at]}·{name}"
        names.append(name if name not in names else f"{name}({names.count(name) + _numbered(names, name)})")
    return names


def _numbered(names: list[str], name: str) -> int:
    return 1 + sum(n.startswith(f"{name}(") for n in names)


def _filled_right(cells: Sequence[str | None]) -> list[str]:
    filled, last = [], ""
    for cell in cells:
        last = (cell or "").strip() or last
        filled.append(re.sub(r"\s+", "", last))
    return filled


def letters(at: int) -> str:
    """The letters Excel gives to column number `at`, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
