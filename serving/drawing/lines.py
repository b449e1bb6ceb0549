"""A few numbers week by week, one line each, with the last one written at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from features.text import Text
from serving.drawing.scale import Scale, spread, steps
from serving.drawing.svg import element, picture, points, words

WIDTH, HEIGHT = 420.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 104.0, 12.0, 26.0
APART = 13.0  # points between two words at the right


@dataclass(frozen=True)
class Line:
    """One line: its name and a number per week; `look` is its class in the stylesheet, with its own dash."""

    name: Text
    values: Sequence[float]
    look: str


def lines(weeks: Sequence[str], drawn: Sequence[Line], about: Text, language: str) -> Markup:
    """The drawing; `weeks` oldest first, every line as long as they are."""
    marks = steps(max((v for line in drawn for v in line.values), default=0))
    up = Scale(0, marks[-1], HEIGHT - BOTTOM, TOP)
    across = spread(len(weeks), LEFT + 8, WIDTH - RIGHT - 8)
    parts = [part for mark in marks for part in _grid(mark, up)]
    parts += [words(week[5:], x, HEIGHT - 8, "middle") for week, x in _named(weeks, across)]
    for line in drawn:
        parts.append(
            element("polyline", points=points(zip(across, map(up, line.values), strict=True)), class_=line.look)
        )
    return picture(WIDTH, HEIGHT, about.of(language), [*parts, *_ends(drawn, across[-1], up, language)], "lines")


def _grid(mark: float, up: Scale) -> list[Markup]:
    line = element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=up(mark), y2=up(mark), class_="grid")
    return [line, words(f"{mark:,.0f}", LEFT - 5, up(mark) + 4, "end")]


def _named(weeks: Sequence[str], across: Sequence[float]) -> list[tuple[str, float]]:
    """The weeks that are written below: the last one and some before it."""
    every = max(1, (len(weeks) + 4) // 5)
    return [pair for n, pair in enumerate(zip(weeks, across, strict=True)) if (len(weeks) - 1 - n) % every == 0]


def _ends(drawn: Sequence[Line], x: float, up: Scale, language: str) -> list[Markup]:
    """Each line's name and last value at its end, moved apart where they would cover each other."""
    made, above = [], -APART
    for line in sorted(drawn, key=lambda one: up(one.values[-1])):
        above = max(up(line.values[-1]) + 4, above + APART)
        said = f"{line.name.of(language)} {line.values[-1]:,.0f}"
        made.append(words(said, x + 8, above, class_=f"words {line.look.split()[-1]}-words"))
    return made
