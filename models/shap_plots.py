"""shap's own plots of the exact contributions, for reports and notebooks; shap is imported only here and when asked."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import shap
    from matplotlib.figure import Figure

SHOWN = 14


def beeswarm(explanation: "shap.Explanation", title: str, axis: str) -> "Figure":
    """One dot per row and feature: how far it moved the raw score, coloured by the feature's value."""
    import shap
    from matplotlib import pyplot as plt

    figure = plt.figure()
    shap.plots.beeswarm(explanation, max_display=SHOWN, show=False, plot_size=(9, 0.38 * SHOWN + 1))
    return _titled(figure, title, axis)


def dependence(explanation: "shap.Explanation", title: str, axis: str, count: int = 3) -> "Figure":
    """The `count` most important features: contribution against value, one panel each."""
    import shap
    from matplotlib import pyplot as plt

    strongest = np.argsort(-np.abs(explanation.values).mean(axis=0))[:count]
    figure, axes = plt.subplots(1, len(strongest), figsize=(4 * len(strongest), 3.4), squeeze=False)
    for number, panel in zip(strongest, axes[0], strict=True):
        shap.plots.scatter(explanation[:, int(number)], ax=panel, show=False, color="#1f6f8b", hist=False)
        panel.set_ylabel(axis if panel is axes[0][0] else "")
        panel.set_xlabel(explanation.feature_names[number], fontsize=9)
    figure.suptitle(title, fontsize=11)
    figure.tight_layout()
    return figure


def _titled(figure: "Figure", title: str, axis: str) -> "Figure":
    figure.axes[0].set_title(title, fontsize=11)
    figure.axes[0].set_xlabel(axis)
    figure.tight_layout()
    return figure
