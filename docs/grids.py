"""Markdown for the generated pages."""

from collections.abc import Iterable

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
