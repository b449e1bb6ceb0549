"""Writes the reference pages from the declarations: `make docs`; `--check` fails when one is stale."""

import features.environment  # noqa: F401  isort: skip

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from features.department import Department
from features.feature import Feature, features
from features.standard import Standards
from features.table import Table, tables
from features.vector import fingerprint

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by `make docs` from the declarations; edit those. -->\n"


def cell(text: object) -> str:
    """A cell of a Markdown table: one line, bars escaped."""
    return str(text).replace("\n", " ").replace("|", "\\|").strip()


def grid(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(cell(c) for c in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def tables_page() -> str:
    """Every record table."""
    parts = [NOTE, "# 记录表 / Record tables\n", f"{len(tables())} tables.\n"]
    parts += [_table(t) for t in tables().values()]
    return "\n".join(parts)


def _table(one: Table) -> str:
    rows = [
        (
            f"`{c.name}`",
            f"{c.label.zh} / {c.label.en}",
            c.kind.name.lower(),
            c.unit,
            "yes" if c.required else "",
            "; ".join(f"`{k}` {t.zh}" for k, t in c.codes.items()) or _range(c.at_least, c.at_most),
            c.privacy.value + (" (forbidden as a feature)" if c.forbidden else ""),
        )
        for c in one.all_columns.values()
    ]
    sent = f"every {one.sent_every_days} days" if one.sent_every_days else "when something happens"
    lines = [
        f"## `{one.name}` {one.label.zh} / {one.label.en}\n",
        one.definition + "\n",
        f"Department: {one.department.label.zh} / {one.department.label.en}. Sent: {sent}. "
        f"`happened_on`: {one.happened.zh} / {one.happened.en}.",
    ]
    if one.leak:
        lines.append("\n**Leak list**: an outcome of the procedure; no feature may read it.")
    if one.visible:
        lines.append(f"\nFeatures see only rows with `{one.visible}`.")
    return "\n".join(lines) + "\n\n" + grid(
        ("column", "zh / en", "kind", "unit", "required", "codes or range", "privacy"), rows
    )


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:g}'} … {'' if high is None else f'{high:g}'}"


def features_page() -> str:
    """The data dictionary: every feature with its definition and example."""
    found = features()
    parts = [
        NOTE,
        "# 特征字典 / Data dictionary\n",
        f"{len(found)} features. Fingerprint `{fingerprint()}`: a model fitted on another one is refused.\n",
    ]
    for department in Department:
        some = [f for f in found.values() if f.department is department]
        if some:
            parts.append(f"## {department.label.zh} / {department.label.en}\n")
            parts += [_feature(f) for f in some]
    return "\n".join(parts)


def _feature(one: Feature) -> str:
    empty = "UNKNOWN" if one.when_empty is None else f"{one.when_empty:g}"
    rows = [
        ("unit", one.unit),
        ("from", f"table `{one.table}`" if one.table else "features " + ", ".join(f"`{n}`" for n in one.of)),
        ("window", _window(one)),
        ("value", f"`{one.value}`" + (f" where `{one.where}`" if one.where else "")),
        ("direction", one.direction.name.lower().replace("_", " ")),
        ("nothing on file means", empty),
        ("valid range", _range(*one.valid_range)),
        ("for the models", "divided by the monitoring line" if one.scale.value == "line" else "as it is"),
        ("privacy, theme", f"{one.privacy.value}, {one.theme.value}"),
        ("said as", f"{one.reason.zh} / {one.reason.en}" if one.said else "never given as a reason"),
    ]
    if one.by:
        rows.insert(4, ("first, for each", f"`{one.by}`: " + ", ".join(f"`{n}` = `{s}`" for n, s in one.each.items())))
    if one.over:
        rows.insert(4, ("over", one.over.name.lower()))
    head = f"### `{one.name}`\n\n{one.label.zh} / {one.label.en}\n\n{one.definition}\n\n"
    return head + grid(("", ""), rows) + "\n" + _example(one)


def _window(one: Feature) -> str:
    if one.months is None:
        return "all that is known" if one.table else "as its features"
    return f"{one.months} months" + (f", ending {one.ago} months before" if one.ago else "")


def _example(one: Feature) -> str:
    text = one.example.records or one.example.values
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    values = [(h, "unknown" if v is None else f"{v:g}") for h, v in one.example.expect.items()]
    said = ", ".join(f"{h}: {v}" for h, v in values)
    day = f" as of {one.example.as_of}" if one.example.as_of else ""
    return f"Example{day} gives {said}:\n\n```\n{lines}\n```\n"


def standards_page() -> str:
    """Every dated figure with its document."""
    parts = [NOTE, "# 标准 / Standards\n", "A missing figure refuses; nothing falls back.\n"]
    for one in Standards.load():
        parts.append(f"## `{one.name}` {one.title_zh} / {one.title_en} ({one.unit})\n")
        rows = [
            (
                *(f.area or "all", f.key, f.first_on, f.last_on or "", f"{f.amount:g}"),
                *("unofficial default" if f.unofficial else "official", f.document),
            )
            for f in one.figures
        ]
        parts.append(grid(("area", "key", "from", "to", "amount", "standing", "document"), rows))
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "features.md": features_page,
    "standards.md": standards_page,
}


def main() -> int:
    """Write the pages, or with --check name those that are stale and fail."""
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page().rstrip() + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    left = {p.name for p in FOLDER.glob("*.md")} - set(PAGES)
    if "--check" in sys.argv and (stale or left):
        print(f"stale pages in docs/reference: {', '.join(sorted({*stale, *left}))}; run make docs")
        return 1
    print(f"docs/reference: {len(PAGES)} pages, {len(stale)} written" if stale else "docs/reference is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
