"""The plots of the weekly report, as SVG that stands in the page."""

from typing import Any

from training.drawing import MODEL_COLOUR, OTHERS, canvas, svg, words

COLOURS = {"alarm": "#b5382a", "notice": "#d99a2b", "explained": "#1f6f8b", "quiet": "#9bb89a", "not_estimable": "#ddd"}
LEVELS = tuple(COLOURS)
BARS = 12
WEEKS = 26


def largest(check: dict[str, Any]) -> str:
    """The findings of a check that came nearest to its threshold or beyond it."""
    rows = [f for f in check["findings"] if f["value"] is not None]
    rows = sorted(rows, key=lambda f: f["value"])[-BARS:]
    if len(rows) < 2:
        return ""
    with canvas(6.2, 0.3 * len(rows) + 0.8) as (figure, axes):
        axes.barh(range(len(rows)), [f["value"] for f in rows], color=[COLOURS[f["state"]] for f in rows], height=0.6)
        axes.axvline(check["threshold"], color=MODEL_COLOUR, ls="--", lw=1)
        axes.set_yticks(range(len(rows)), [f["key"] for f in rows], fontsize=8)
        axes.set_xlabel(words(check["measure_zh"], check["measure_en"]), fontsize=8)
        return svg(figure)


def weeks(records: list[dict[str, Any]]) -> str:
    """How many checks were in which state, week by week."""
    some = records[-WEEKS:]
    if len(some) < 2:
        return ""
    with canvas(8.4, 2.6) as (figure, axes):
        bottom = [0] * len(some)
        for state in ("quiet", "explained", "notice", "alarm"):
            counts = [sum(c["state"] == state for c in r["checks"]) for r in some]
            axes.bar(range(len(some)), counts, 0.7, bottom=bottom, color=COLOURS[state], label=words(*STATES[state]))
            bottom = [b + c for b, c in zip(bottom, counts, strict=True)]
        axes.set_xticks(range(len(some)), [r["week"][2:] for r in some], rotation=60, fontsize=8)
        axes.legend(fontsize=8, ncols=4, loc="upper left", bbox_to_anchor=(0, 1.22))
        return svg(figure)


STATES = {
    "quiet": ("正常", "quiet"),
    "explained": ("已有解释", "explained"),
    "notice": ("留意", "notice"),
    "alarm": ("报警", "alarm"),
}


def followed(records: list[dict[str, Any]], name: str) -> str:
    """The largest value of a check, week by week, with its threshold."""
    points = []
    for record in records[-WEEKS:]:
        check = next((c for c in record["checks"] if c["name"] == name), None)
        values = [f["value"] for f in check["findings"] if f["value"] is not None] if check else []
        if check and values:
            points.append((record["week"][2:], max(values), check["threshold"]))
    if len(points) < 2:
        return ""
    with canvas(6.2, 2.2) as (figure, axes):
        axes.plot([p[0] for p in points], [p[1] for p in points], "o-", ms=3, color=OTHERS[0])
        axes.axhline(points[-1][2], color=MODEL_COLOUR, ls="--", lw=1)
        axes.tick_params(axis="x", rotation=60, labelsize=8)
        return svg(figure)
