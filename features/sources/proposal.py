"""Proposes a mapping from a sample file: which heading fills which column, in both languages, and what is left open."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pandas as pd

from features.intake.header import plain_heading
from features.intake.reading import Part, reading
from features.sources.export import READS
from features.sources.mapping_file import SHIPPED
from features.table import Column, Kind, Subject, Table, tables

CERTAIN, LIKELY = 0.95, 0.72
MOST_CODES = 12  # words of a column that are taken for codes
TODO = "TODO"
SAMPLE = 200  # rows looked at to tell a month from a day
PERSONAL = ("person", "name", "phone", "card")


@dataclass(frozen=True)
class Proposal:
    """A mapping file for one part of a sample, as TOML text, and what a person must still do."""

    file: str
    toml: str
    table: str
    open: tuple[str, ...]
    unmapped: tuple[str, ...]


def propose(path: Path) -> list[Proposal]:
    """One proposal for every sheet of the sample; raises UnreadableFileError if it cannot be read."""
    with reading(path, known=frozenset(all_words())) as read:
        return [_proposal(path, part) for part in read.parts]


@cache
def words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What each column of each table (and of [identity]) may be called: labels in both languages and more."""
    more = tomllib.loads((SHIPPED / "words.toml").read_text(encoding="utf-8"))
    found = {k: {n: tuple(v) for n, v in more.pop(k).items()} for k in ("identity", "township")}
    for name, contract in tables().items():
        found[name] = {
            c.name: (c.label.zh, c.label.en, c.name, *more.get(name, {}).get(c.name, ()))
            for c in contract.all_columns.values()
            if c.name not in ("record_id", "known_on", "withdrawn", "household_id", "person_id")
        }
    return found


@cache
def code_words() -> Mapping[str, str]:
    """What departments write instead of our codes, where it is known."""
    return tomllib.loads((SHIPPED / "words.toml").read_text(encoding="utf-8"))["codes"]


@cache
def all_words() -> frozenset[str]:
    """Every word of `words`, plain: what a row of headings is recognised by."""
    return frozenset(plain_heading(w) for some in words().values() for many in some.values() for w in many)


def likeness(heading: str, names: Sequence[str]) -> float:
    """How much a heading is one of the names, 0 to 1.

    >>> likeness("个人负担（元）", ["个人负担", "Self-paid"]) > 0.9
    True
    """
    plain = plain_heading(heading.removesuffix("（元）").removesuffix("(元)"))
    return max((_alike(plain, plain_heading(name)) for name in names), default=0.0)


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if len(other) >= 2 and (one in other or other in one):
        return 0.75 + 0.2 * min(len(one), len(other)) / max(len(one), len(other))
    return 0.9 * SequenceMatcher(None, one, other).ratio()


def _proposal(path: Path, part: Part) -> Proposal:
    sample = _sample(part)
    identity = _best(part.names, words()["identity"])
    rest = [n for n in part.names if n not in {h for k, (h, _) in identity.items() if k in ("household", *PERSONAL)}]
    contract, filled = max((_fit(rest, t) for t in tables().values()), key=lambda f: f[2])[:2]
    lines = [*_head(path, contract), *_identity_lines(identity)]
    body, open_points = _rows_lines(contract, filled, identity, sample, part)
    used = {h for h, _ in filled.values()} | {h for h, _ in identity.values()}
    if contract.name == "members":
        more, homes = _households([n for n in part.names if n not in used], identity, sample, part)
        body, used = [*more, *body], used | homes
    unmapped = tuple(n for n in part.names if n not in used and f'"{n}"' not in "".join(body))
    lines += body
    if unmapped:
        lines += ["", "# Not used / 未用到的列: " + "、".join(unmapped)]
    return Proposal(path.name, "\n".join(lines) + "\n", contract.name, tuple(open_points), unmapped)


def _households(
    names: Sequence[str], identity: Mapping[str, tuple[str, float]], sample: pd.DataFrame, part: Part
) -> tuple[list[str], set[str]]:
    """A register of people mostly repeats its households' columns on every row: they fill a table of their own."""
    contract = tables()["households"]
    filled = _best(names, words()["households"])
    if "village_code" not in filled:
        return [], set()
    lines, _ = _rows_lines(contract, filled, identity, sample, part)
    return [*lines, ""], {h for h, _ in filled.values()}


def _sample(part: Part) -> pd.DataFrame:
    frame = pd.read_parquet(part.path).head(SAMPLE)
    frame = frame.drop(columns=[c for c in ("row", "overflow") if c in frame])
    return frame.set_axis(list(part.names), axis=1)


def _best(names: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, float]]:
    """The likeliest heading of each column, each heading given once, surest pairs first."""
    pairs = [(likeness(n, some), column, n) for column, some in columns.items() for n in names]
    found: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for alike, column, name in sorted(pairs, key=lambda p: -p[0]):
        if alike >= LIKELY and column not in found and name not in taken:
            found[column] = (name, alike)
            taken.add(name)
    return found


def _fit(names: Sequence[str], contract: Table) -> tuple[Table, dict[str, tuple[str, float]], float]:
    """How well the headings fill a table: what its own required columns get counts most."""
    filled = _best(names, words()[contract.name])
    own = {c.name for c in contract.columns}
    needed = [c.name for c in contract.columns if c.required]
    met = sum(filled[c][1] for c in needed if c in filled)
    total = sum(alike for c, (_, alike) in filled.items() if c in own)
    return contract, filled, total + 2 * met - len(needed) + met


def _head(path: Path, contract: Table) -> list[str]:
    title = path.stem.replace('"', "")
    return [
        f"# Proposed from {path.name}. Read every line, finish what says TODO, then run the intake.",
        "# 由样例文件自动生成：逐行核对，补完标有TODO的项后再导入。",
        "[export]",
        f'title_zh = "{title}"',
        f'title_en = "{title}"',
        f'department = "{contract.department.value}"  # {contract.department.label.zh}',
        'basis = ""  # on what legal basis and for what purpose the file is received / 依据与用途',
        f'files = ["{_stem(path)}*"]',
        f"since = {date.today().year - 1}-01-01  # CHECK: from this day on the export is complete / 自何日起数据完整",
        "",
    ]


def _stem(path: Path) -> str:
    """The name without the figures at its end, which change from month to month."""
    return path.stem.rstrip("0123456789-_ 年月日.()（）") or path.stem


def _identity_lines(identity: Mapping[str, tuple[str, float]]) -> list[str]:
    lines = [f'{k} = "{identity[k][0]}"{_sure(identity[k][1])}' for k in ("household", *PERSONAL) if k in identity]
    return ["[identity]", *lines, ""] if lines else []


def _sure(alike: float) -> str:
    return "" if alike >= CERTAIN else f"  # CHECK: only {alike:.0%} alike / 请核对"


def _rows_lines(
    contract: Table,
    filled: Mapping[str, tuple[str, float]],
    identity: Mapping[str, tuple[str, float]],
    sample: pd.DataFrame,
    part: Part,
) -> tuple[list[str], list[str]]:
    open_points = []
    lines = []
    for column in (*contract.implied, *contract.columns):
        if column.name in ("record_id", "known_on", "withdrawn", "household_id", "person_id"):
            continue
        if column.name in filled:
            heading, alike = filled[column.name]
            said = f"{column.name} = {{ from = {_from(column, heading, part)}{_more(column, sample[heading])} }}"
            open_points += [f"{column.name}: codes"] if TODO in said else []
            lines.append(said + (f"  # TODO{_codes(column)}" if TODO in said else _sure(alike)))
        elif column.name == "equivalent_adults":
            lines.append('equivalent_adults = { always = "1" }  # CHECK: everybody counts as one / 每人计为1')
        elif column.required:
            open_points.append(f"{column.name} ({column.label.zh} / {column.label.en})")
            lines.append(
                f'{column.name} = {{ from = "" }}  # TODO {column.label.zh} / {column.label.en}{_codes(column)}'
            )
    if contract.subject is not Subject.AREA and not {"household", "person"} & set(identity):
        open_points.append("[identity] household or person")
        lines.insert(0, "# TODO [identity]: no heading names the household or the person")
    record = identity.get("record")
    if record:
        lines.insert(0, f'record = {{ from = "{record[0]}" }}')
    key = ["record"] if record else _key(contract, filled, identity)
    return [
        "[[rows]]",
        f'table = "{contract.name}"  # {contract.label.zh} / {contract.label.en}',
        f"key = {key}  # CHECK: what makes a row the same record when it comes again".replace("'", '"'),
        "[rows.columns]",
        *lines,
    ], open_points


def _from(column: Column, heading: str, part: Part) -> str:
    """The heading; a village's name needs its township beside it, since villages share names."""
    if column.name == "village_code":
        township = _best(part.names, words()["township"]).get("name")
        if township and township[0] != heading:
            return f'["{township[0]}", "{heading}"]'
    return f'"{heading}"'


def _key(contract: Table, filled: Mapping[str, object], identity: Mapping[str, object]) -> list[str]:
    who = [c for c, k in (("household_id", "household"), ("person_id", "person")) if k in identity]
    who = who or [k for k in contract.subject.value if k in filled]
    if contract.name in ("households", "members"):
        return [k for k in who if k in contract.subject.value]
    what = [c.name for c in contract.columns if c.kind is Kind.CODE and c.required and c.name in filled]
    return [*who, *what, "happened_on"]


def _more(column: Column, cells: pd.Series) -> str:
    """A unit or a way of reading that the sample's cells call for."""
    texts = cells.dropna().astype(str)
    if column.kind is Kind.FEN:
        return ', unit = "元"'
    if column.kind is Kind.DATE and len(texts) and texts.str.fullmatch(r"\d{4}[-/.年]?\d{1,2}月?").all():
        return ', read = "month_end"'
    known = {w for code, t in column.codes.items() for w in (code, t.zh, t.en)}
    strange = sorted(set(texts) - known)[:MOST_CODES] if column.codes else []
    if strange and all(len(s) <= 20 for s in strange):
        return ", codes = { " + ", ".join(f'"{s}" = "{_code_of(s, column)}"' for s in strange) + " }"
    return ""


def _code_of(word: str, column: Column) -> str:
    code = code_words().get(word, TODO)
    return code if code in column.codes else TODO


def _codes(column: Column) -> str:
    """What may be written: the codes, or how the cells can be read."""
    if column.codes:
        return "; codes: " + ", ".join(f"{code} {text.zh}" for code, text in column.codes.items())
    if column.kind is Kind.YES_NO:
        return '; or always = "false"'
    if column.kind is Kind.DATE:
        return '; or always = "2020-01-01"'
    return f"; read = {' | '.join(READS[column.kind])}"
