"""Small pieces of drawing: fonts that can write Chinese (or English instead), colours, and SVG inside HTML."""

import base64
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from features.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "DejaVu Sans"]
MODEL_COLOUR = "#b5382a"
ORACLE_COLOUR = "#6b6b6b"
OTHERS = ("#1f6f8b", "#d99a2b", "#5b8c5a", "#7d5ba6", "#8a8d91", "#c77d9b", "#4c6ea8")


@cache
def writes_chinese() -> bool:
    """Whether a font of `FONTS` that has Chinese is installed; without one the plots speak English."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return bool(installed & set(FONTS[:-1]))


def words(zh: str, en: str) -> str:
    """What a plot says."""
    return zh if writes_chinese() else en


def said(text: Text) -> str:
    """The same for a `Text`."""
    return words(text.zh, text.en)


@contextmanager
def canvas(width: float = 6.4, height: float = 3.8) -> Iterator[tuple["Figure", "Axes"]]:
    """A figure with one plain pair of axes, in the report's fonts; closed afterwards."""
    from matplotlib import pyplot as plt

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with plt.rc_context(style()):
        figure, axes = plt.subplots(figsize=(width, height))
        yield figure, axes
        plt.close(figure)


def style() -> dict:
    """The report's look."""
    return {
        "font.family": "sans-serif",
        "font.sans-serif": [*FONTS],
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#e6e6e6",
        "axes.axisbelow": True,
        "font.size": 10,
        "legend.frameon": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "poverty-risk",
    }


def svg(figure: "Figure") -> str:
    """The figure as SVG text without an XML head, to stand inside HTML."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def png(figure: "Figure") -> str:
    """The figure as an inlined picture: for plots of thousands of dots."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight")
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}">'
