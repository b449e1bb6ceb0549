"""The figures of an evaluation, each with its 95 % interval by household."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.baselines import BASELINES
from training.bootstrap import Bootstrap, estimate
from training.judge import MODEL, WITHOUT_MONEY, Judged
from training.lengths import list_length
from training.metric import Judges, Metric, of_kind
from training.ranked import Predictions, not_said, ratio

Figure = Callable[[np.ndarray], np.ndarray]
GROUPS = ("return", "entry", "all")
NOT_A_RIVAL = (MODEL, "threshold_rules", "random", *(n for n, b in BASELINES.items() if b.simpler))


class RiskFigures:
    """Figures of the return risk over some judged rows (`rows`: those whose outcome can be said).

    `shares` gives for each date (Timestamp) the share of the asked that can be visited; the list of
    a date has that share of `rows` on it.
    """

    def __init__(self, rows: pd.DataFrame, names: list[str], shares: Mapping[Any, float], bootstrap: dict) -> None:
        self.rows = rows
        self.names = names
        dates = sorted(rows["as_of"].unique())
        self.date = rows["as_of"].map({d: n for n, d in enumerate(dates)}).to_numpy()
        asked = rows.groupby("as_of").size()
        self.length = np.array([float(list_length(shares[d], asked[d])) for d in dates])
        self.bootstrap = Bootstrap(rows["household_id"].to_numpy(), **bootstrap)

    def predictions(self, name: str, length: np.ndarray | None = None) -> Predictions:
        """What `name` said; another list `length` per date if given."""
        column = self.rows.get(f"probability__{name}")
        unsaid = column is None or bool(column.isna().any())
        return Predictions(
            outcome=self.rows["outcome"].to_numpy(),
            ranking=self.rows[f"rank__{name}"].to_numpy(),
            probability=not_said() if unsaid else self.rows[f"probability__{name}"].to_numpy(),
            date=self.date,
            length=self.length if length is None else length,
        )

    def all(self) -> dict[str, Any]:
        """Every metric of the model and of every baseline, and the base rate, as evaluation.json has them.

        `auc_above` is the AUC of the model less that of each other, paired by the draws.
        """
        said = {name: self.predictions(name) for name in self.names}
        wanted: dict[str, Figure] = {"base_rate": self._base_rate}
        for name, predictions in said.items():
            wanted |= {f"{name}/{m}": _bound(metric, predictions) for m, metric in of_kind(Judges.RISK).items()}
        drawn = self.bootstrap.draws(wanted)
        base_rate = estimate(drawn.pop("base_rate")).as_json()
        report: dict[str, Any] = {"n_test": len(self.rows), "base_rate": base_rate}
        for key, values in drawn.items():
            name, metric = key.split("/")
            of_list = {"k": int(self.length.sum())} if metric in ("precision_at", "recall_at") else {}
            report.setdefault(name, {})[metric] = estimate(values).as_json() | of_list
        others = [n for n in self.names if n != MODEL]
        report["auc_above"] = {
            n: estimate(drawn[f"{MODEL}/auc"] - drawn[f"{n}/auc"]).as_json() | {"to": n} for n in others
        }
        return report

    def _base_rate(self, weight: np.ndarray) -> np.ndarray:
        return ratio(weight @ self.rows["outcome"].to_numpy(), weight.sum(axis=1))

    def precision(self, name: str, length: np.ndarray | None = None) -> Figure:
        """Precision of the list by `name`."""
        return _bound(of_kind(Judges.RISK)["precision_at"], self.predictions(name, length))

    def precision_ratio(self, above: str, below: str) -> dict[str, Any]:
        """Precision of one list over that of another, both from the same draws of households."""
        one, other = self.precision(above), self.precision(below)
        return self.bootstrap.estimate(lambda weight: ratio(one(weight), other(weight))).as_json() | {"to": below}

    def best_rival(self) -> str | None:
        """The baseline whose list is most precise, of those that are rivals (decision 0006)."""
        rivals = [n for n in self.names if n not in NOT_A_RIVAL]
        plain = np.ones((1, len(self.rows)))
        return max(rivals, key=lambda n: self.precision(n)(plain)[0], default=None)

    def listed(self, name: str) -> np.ndarray:
        """Which rows stand on the list by `name`; equals fall as they stand."""
        order = (
            pd.Series(self.rows[f"rank__{name}"].to_numpy()).groupby(self.date).rank(ascending=False, method="first")
        )
        return order.to_numpy() <= self.length[self.date]


def _bound(metric: Metric, predictions: Predictions) -> Figure:
    return lambda weight: metric.of(predictions, weight)


def risk_report(judged: Judged, shares: Mapping[Any, float], bootstrap: dict) -> dict[str, Any]:
    """The part `return_risk` of evaluation.json: groups return, entry and all."""
    report = {}
    for group in GROUPS:
        rows = decided(judged.risk, group)
        if len(rows) and rows["outcome"].sum() > 0:
            taught = sum(judged.taught.values()) if group == "all" else judged.taught.get(group, 0)
            report[group] = {"n_train": taught} | RiskFigures(rows, judged.names, shares, bootstrap).all()
        else:
            report[group] = {"n_train": judged.taught.get(group, 0), "n_test": len(rows), "base_rate": None}
    return report


def decided(rows: pd.DataFrame, group: str = "all") -> pd.DataFrame:
    """The rows of a group whose outcome can be said."""
    kept = rows["outcome"].notna() & ((rows["group"] == group) | (group == "all"))
    return rows[kept].reset_index(drop=True)


def index_report(judged: Judged, bootstrap: dict) -> dict[str, Any]:
    """The part `poverty_index` of evaluation.json; a baseline is judged on the rows where it can speak."""
    return {"n_test": len(judged.index)} | _index_figures(judged, judged.index_names, bootstrap)


def _index_figures(judged: Judged, names: list[str], bootstrap: dict) -> dict[str, Any]:
    rows, report = judged.index, {}
    for name in names:
        known = rows[rows[f"index__{name}"].notna()]
        predictions = index_predictions(known, name)
        wanted = {m: _bound(metric, predictions) for m, metric in of_kind(Judges.INDEX).items()}
        found = Bootstrap(known["household_id"].to_numpy(), **bootstrap).estimates(wanted)
        report[name] = {"n": len(known)} | {m: one.as_json() for m, one in found.items()}
    return report


def robustness(judged: Judged, shares: Mapping[Any, float], bootstrap: dict) -> dict[str, Any] | None:
    """The models beside their twins that saw no amount of money, on the rows where both spoke."""
    if f"rank__{WITHOUT_MONEY}" not in judged.risk or f"index__{WITHOUT_MONEY}" not in judged.index:
        return None
    names = [MODEL, WITHOUT_MONEY]
    spoken = Judged(
        judged.risk[judged.risk[f"rank__{WITHOUT_MONEY}"].notna()],
        judged.index[judged.index[f"index__{WITHOUT_MONEY}"].notna()],
    )
    found: dict[str, Any] = {}
    for group in GROUPS:
        rows = decided(spoken.risk, group)
        if rows["outcome"].sum() > 0:
            found[group] = RiskFigures(rows, names, shares, bootstrap).all()
    return found | {"poverty_index": _index_figures(spoken, names, bootstrap)}


def index_predictions(rows: pd.DataFrame, name: str) -> Predictions:
    """What `name` said of the poverty index; only the model gives an interval."""
    low, high = (rows[c].to_numpy() if name == MODEL else not_said() for c in ("index_low", "index_high"))
    return Predictions(rows["outcome"].to_numpy(), rows[f"index__{name}"].to_numpy(), low=low, high=high)


def index_difference(judged: Judged, other: str, bootstrap: dict) -> dict[str, Any] | None:
    """Mean absolute error of the model less that of a baseline, on the rows where both speak."""
    if f"index__{other}" not in judged.index:
        return None
    rows = judged.index[judged.index[f"index__{other}"].notna()]
    mae = of_kind(Judges.INDEX)["mae"]
    one, two = (_bound(mae, index_predictions(rows, n)) for n in (MODEL, other))
    drawn = Bootstrap(rows["household_id"].to_numpy(), **bootstrap)
    return drawn.estimate(lambda weight: one(weight) - two(weight)).as_json() | {"to": other}
