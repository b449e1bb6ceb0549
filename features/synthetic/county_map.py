"""The invented county's villages on its map: each township's polygon cut into cells around evenly spread points.

A real county brings its own reviewed map with its villages; the invented one ships its townships, and this draws
the rest. The same codes give the same map.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
ROUNDS = 8  # of moving every point to the middle of its cell


def with_villages(county: Mapping[str, Any], villages: Mapping[str, str]) -> dict[str, Any]:
    """The GeoJSON `county` with a feature for each of `villages` (12-digit code to name) in its township's polygon."""
    added = []
    for township in county["features"]:
        code = township["properties"]["area_code"]
        mine = sorted(v for v in villages if v[:9] == code[:9] and v != code)
        outline = [(x, y) for x, y in township["geometry"]["coordinates"][0][:-1]]
        added += [_feature(v, villages[v], cell) for v, cell in zip(mine, cells(outline, mine), strict=True)]
    return {**county, "features": [*county["features"], *added]}


def cells(outline: Sequence[Point], names: Sequence[str]) -> list[list[Point]]:
    """`outline` (corners in order) cut into one cell per name; together they fill it."""
    points = [_first_point(name, outline) for name in names]
    for _ in range(ROUNDS):
        points = [_middle(_cell(outline, n, points)) for n in range(len(points))]
    return [_cell(outline, n, points) for n in range(len(points))]


def _first_point(name: str, outline: Sequence[Point]) -> Point:
    """A point drawn from the name alone, a mixture of the corners and so within a convex outline."""
    drawn = hashlib.sha256(name.encode()).digest()
    weights = [1 + drawn[n] for n in range(len(outline))]
    total = sum(weights)
    return (
        sum(w * x for w, (x, _) in zip(weights, outline, strict=True)) / total,
        sum(w * y for w, (_, y) in zip(weights, outline, strict=True)) / total,
    )


def _cell(outline: Sequence[Point], n: int, points: Sequence[Point]) -> list[Point]:
    """The part of `outline` that is nearer to point `n` than to any other."""
    cell = list(outline)
    for other in (p for m, p in enumerate(points) if m != n):
        cell = _nearer(cell, points[n], other)
    return cell


def _nearer(polygon: Sequence[Point], to: Point, than: Point) -> list[Point]:
    """The part of a polygon on the side of `to` of the line half-way between `to` and `than`."""
    a, b = than[0] - to[0], than[1] - to[1]
    limit = (than[0] ** 2 + than[1] ** 2 - to[0] ** 2 - to[1] ** 2) / 2
    kept: list[Point] = []
    for here, following in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        mine, next_ = limit - a * here[0] - b * here[1], limit - a * following[0] - b * following[1]
        if mine >= 0:
            kept.append(here)
        if (mine > 0) != (next_ > 0) and mine != next_:
            part = mine / (mine - next_)
            kept.append((here[0] + part * (following[0] - here[0]), here[1] + part * (following[1] - here[1])))
    return kept


def area(polygon: Sequence[Point]) -> float:
    """The area a polygon encloses.

    >>> area([(0, 0), (2, 0), (2, 1), (0, 1)])
    2.0
    """
    return abs(sum(_crosses(polygon))) / 2


def _crosses(polygon: Sequence[Point]) -> Iterable[float]:
    for (x, y), (u, v) in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        yield x * v - u * y


def _middle(polygon: Sequence[Point]) -> Point:
    """The centre of gravity."""
    whole = sum(_crosses(polygon)) * 3
    pairs = list(zip(polygon, [*polygon[1:], *polygon[:1]], _crosses(polygon), strict=True))
    return (
        sum((x + u) * c for (x, _), (u, _), c in pairs) / whole,
        sum((y + v) * c for (_, y), (_, v), c in pairs) / whole,
    )


def _feature(code: str, name: str, cell: Sequence[Point]) -> dict[str, Any]:
    ring = [[round(x, 5), round(y, 5)] for x, y in (*cell, cell[0])]
    properties = {"area_code": code, "name": name}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
