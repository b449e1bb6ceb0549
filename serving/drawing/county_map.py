"""Areas as shaded polygons with their names and numbers; each leads to a closer look."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from serving.drawing.svg import element, points, words

WIDTH, MARGIN = 480.0, 6.0
SHADES = 5


@dataclass(frozen=True)
class Shaded:
    """How one area is drawn: its name, the number written in it, its shade 0 to SHADES-1 (None: no figure)."""

    name: str
    said: str
    shade: int | None
    address: str
    alarm: bool = False


def county_map(features: Sequence[Mapping[str, Any]], shaded: Mapping[str, Shaded], about: str) -> Markup:
    """The drawing of those GeoJSON features (Polygon or MultiPolygon, degrees) whose area is in `shaded`."""
    drawn = [f for f in features if f["properties"]["area_code"] in shaded]
    drawn.sort(key=lambda f: shaded[f["properties"]["area_code"]].alarm)  # an alarm's edge lies above its neighbours'
    if not drawn:
        return Markup("")
    place, height = _projection([corner for f in drawn for ring in _rings(f) for corner in ring])
    parts = [_area(f, shaded[f["properties"]["area_code"]], place) for f in drawn]
    box = f"0 0 {WIDTH:g} {height:g}"
    return element("svg", *parts, viewBox=box, role="group", aria_label=about, class_="drawing map")


def _rings(feature: Mapping[str, Any]) -> list[list[Sequence[float]]]:
    """The outer rings."""
    shape = feature["geometry"]
    return [shape["coordinates"][0]] if shape["type"] == "Polygon" else [part[0] for part in shape["coordinates"]]


def _projection(corners: Sequence[Sequence[float]]) -> tuple[Any, float]:
    """From degrees to the drawing, true in shape at the county's latitude; and the drawing's height."""
    squeeze = math.cos(math.radians(sum(c[1] for c in corners) / len(corners)))
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners), max(c[1] for c in corners)
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)

    def place(corner: Sequence[float]) -> tuple[float, float]:
        return MARGIN + (corner[0] - west) * squeeze * scale, MARGIN + (north - corner[1]) * scale

    return place, (north - south) * scale + 2 * MARGIN


def _area(feature: Mapping[str, Any], how: Shaded, place: Any) -> Markup:
    rings = [[place(corner) for corner in ring] for ring in _rings(feature)]
    look = f"area {'none' if how.shade is None else f'shade-{how.shade}'}{' alarm' if how.alarm else ''}"
    x, y = _label_place(max(rings, key=len))
    dark = " dark" if how.shade is not None and how.shade >= SHADES - 2 else ""
    texts = [words(("! " if how.alarm else "") + how.name, x, y - 2, "middle", f"words name{dark}")]
    texts.append(words(how.said, x, y + 14, "middle", f"words{dark}"))
    shapes = [element("polygon", points=points(ring), class_=look) for ring in rings]
    return element("a", *shapes, *texts, href=how.address, aria_label=f"{how.name} {how.said}")


def _label_place(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where an area's name stands: the middle of its corners."""
    corners = ring[:-1] or ring
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def shade(value: float | None, cuts: Sequence[float]) -> int | None:
    """The shade of a value between `cuts` (ascending, one fewer than SHADES).

    >>> [shade(v, (0.1, 0.2, 0.3, 0.4)) for v in (0.05, 0.1, 0.35, 0.9, None)]
    [0, 1, 3, 4, None]
    """
    return None if value is None else sum(value >= cut for cut in cuts)
