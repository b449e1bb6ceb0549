"""How LightGBM is grown: the few numbers that a search may change."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from features.engine import THREADS


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Sizes and brakes of a boosted model; shares are of 1, `rate` is the learning rate.

    >>> Parameters.from_json(Parameters(trees=50).to_json()) == Parameters(trees=50)
    True
    """

    trees: int = 200
    leaves: int = 15
    rate: float = 0.05
    min_rows_per_leaf: int = 40
    feature_share: float = 0.6
    row_share: float = 0.8
    l1: float = 0.0
    l2: float = 5.0
    smoothing: float = 5.0

    def as_lightgbm(self, seed: int) -> dict[str, object]:
        """LightGBM's names for them, with what makes a fit repeatable on one machine."""
        return {
            "num_leaves": self.leaves,
            "learning_rate": self.rate,
            "min_data_in_leaf": self.min_rows_per_leaf,
            "feature_fraction": self.feature_share,
            "bagging_fraction": self.row_share,
            "bagging_freq": 1 if self.row_share < 1 else 0,
            "lambda_l1": self.l1,
            "lambda_l2": self.l2,
            "path_smooth": self.smoothing,
            "max_bin": 255,
            "feature_pre_filter": False,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": THREADS,
            "seed": seed,
            "verbosity": -1,
        }

    def to_json(self) -> str:
        """As a JSON object, keys sorted."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote; TypeError for a key that is no parameter."""
        return cls(**json.loads(text))
