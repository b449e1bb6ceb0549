"""SVG elements as safe markup: attributes and texts are escaped, colours come from classes of the stylesheet."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def element(tag: str, *children: str | Markup, **attributes: object) -> Markup:
    """One element; `class_` is class, an underscore within a name a hyphen, an attribute of None is left out.

    >>> str(element("text", "<1>", x=2, text_anchor="end", class_="quiet"))
    '<text x="2" text-anchor="end" class="quiet">&lt;1&gt;</text>'
    """
    said = "".join(f' {_name(k)}="{escape(_plain(v))}"' for k, v in attributes.items() if v is not None)
    return Markup(f"<{tag}{said}>") + Markup("").join(escape(c) for c in children) + Markup(f"</{tag}>")


def _name(name: str) -> str:
    return name if name == "viewBox" else name.rstrip("_").replace("_", "-")


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def picture(width: float, height: float, words: str, children: Iterable[Markup], class_: str = "") -> Markup:
    """A whole drawing that scales with its place; `words` say what it shows to whoever cannot see it."""
    return element(
        "svg",
        *children,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=words,
        class_=f"drawing {class_}".strip(),
    )


def words(text: str, x: float, y: float, anchor: str = "start", class_: str = "words") -> Markup:
    """A text that begins, ends ("end") or is centred ("middle") at `x`, on the line `y`."""
    return element("text", text, x=x, y=y, text_anchor=anchor, class_=class_)


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Corners as the attribute `points` writes them.

    >>> points([(0, 1), (2.5, 3)])
    '0.0,1.0 2.5,3.0'
    """
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)
