"""What both models are grown with on a survey panel, unless a search is asked for.

Chosen on households first visited until 2007 alone (docs/explanation/survey.md): a search under a time limit
sees a part of the rows and finds another thing on every machine, and a part of the rows wants fewer trees
than the whole.
"""

from collections.abc import Mapping

from models.parameters import Parameters

PANEL: Mapping[str, Parameters] = {
    "return_risk": Parameters(
        trees=240, leaves=15, rate=0.05, min_rows_per_leaf=60, feature_share=0.4, l2=10.0, smoothing=10.0
    ),
    "poverty_index": Parameters(
        trees=250, leaves=7, rate=0.07, min_rows_per_leaf=280, feature_share=0.8, l2=0.75, smoothing=0.6
    ),
}
