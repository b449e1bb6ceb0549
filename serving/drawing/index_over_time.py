"""The poverty index of one household week by week, with its 80 % interval on the three bands."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from features.text import Text
from models.bands import POOR_BELOW, STABLE_ABOVE, Band, shown_index
from serving.drawing.scale import Scale, spread
from serving.drawing.svg import element, picture, points, words

WIDTH, HEIGHT = 420.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 104.0, 12.0, 28.0
BANDS = ((Band.POOR, 0.0, POOR_BELOW), (Band.LIABLE, POOR_BELOW, STABLE_ABOVE), (Band.STABLE, STABLE_ABOVE, 100.0))


@dataclass(frozen=True)
class IndexOn:
    """The index of one week, 0 to 100, with the ends of its interval."""

    week: str
    value: float
    low: float
    high: float


def index_over_time(weeks: Sequence[IndexOn], language: str) -> Markup:
    """The drawing; `weeks` oldest first, at least one."""
    up = Scale(0, 100, HEIGHT - BOTTOM, TOP)
    across = spread(len(weeks), LEFT + 14, WIDTH - RIGHT - 14)
    parts = [*_bands(up, language), *_axis(up), *_interval(weeks, across, up), *_line(weeks, across, up)]
    parts += [*_weeks(weeks, across), _last(weeks[-1], across[-1], up)]
    return picture(WIDTH, HEIGHT, _words(weeks).of(language), parts, "index")


def _words(weeks: Sequence[IndexOn]) -> Text:
    first, last = weeks[0], weeks[-1]
    return Text(
        zh=f"贫困指数：{first.week}为{shown_index(first.value)}，{last.week}为{shown_index(last.value)}，80%区间{last.low:.0f}至{last.high:.0f}",
        en=f"Poverty index: {shown_index(first.value)} in {first.week}, {shown_index(last.value)} in {last.week}, "
        f"80 % interval {last.low:.0f} to {last.high:.0f}",
    )


def _bands(up: Scale, language: str) -> list[Markup]:
    return [part for band, low, high in BANDS for part in _band(band, up(low), up(high), language)]


def _band(band: Band, bottom: float, top: float, language: str) -> list[Markup]:
    ground = f"ground {band.value}"
    return [
        element("rect", x=LEFT, y=top, width=WIDTH - LEFT - RIGHT, height=bottom - top, class_=ground),
        words(band.label.of(language), WIDTH - RIGHT + 6, (bottom + top) / 2 + 4),
    ]


def _axis(up: Scale) -> list[Markup]:
    marks = (0, POOR_BELOW, STABLE_ABOVE, 100)
    lines = [element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=up(m), y2=up(m), class_="grid") for m in marks]
    return lines + [words(f"{m:.0f}", LEFT - 5, up(m) + 4, "end") for m in marks]


def _interval(weeks: Sequence[IndexOn], across: Sequence[float], up: Scale) -> list[Markup]:
    if len(weeks) == 1:
        x = across[0]
        return [element("line", x1=x, x2=x, y1=up(weeks[0].low), y2=up(weeks[0].high), class_="interval-line")]
    upper = [(x, up(w.high)) for x, w in zip(across, weeks, strict=True)]
    lower = [(x, up(w.low)) for x, w in zip(across, weeks, strict=True)]
    return [element("polygon", points=points([*upper, *reversed(lower)]), class_="interval")]


def _line(weeks: Sequence[IndexOn], across: Sequence[float], up: Scale) -> list[Markup]:
    places = [(x, up(w.value)) for x, w in zip(across, weeks, strict=True)]
    dots = [_dot(week, x, y) for week, (x, y) in zip(weeks, places, strict=True)]
    return [element("polyline", points=points(places), class_="line"), *dots]


def _dot(week: IndexOn, x: float, y: float) -> Markup:
    hint = element("title", f"{week.week}: {shown_index(week.value)} ({week.low:.0f}–{week.high:.0f})")
    return element("circle", hint, cx=x, cy=y, r=4, class_="dot")


def _weeks(weeks: Sequence[IndexOn], across: Sequence[float]) -> list[Markup]:
    every = max(1, (len(weeks) + 4) // 5)
    return [
        words(week.week[5:], x, HEIGHT - 8, "middle")
        for n, (x, week) in enumerate(zip(across, weeks, strict=True))
        if (len(weeks) - 1 - n) % every == 0
    ]


def _last(week: IndexOn, x: float, up: Scale) -> Markup:
    return words(shown_index(week.value), x, up(week.value) - 9, "middle", "loud")
