"""Contributions of whole models, our kernel beside LightGBM and shap: writes benchmarks/contributions.md.

    python -m benchmarks.contributions [--rounds 5] [--check]

Binary models of 70 features, 10 % unknown values; in one variant every seventh feature is categorical. One
thread each. With --check nothing is written: it fails when a ratio falls below LEAST.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import lightgbm as lgb
import numpy as np

from benchmarks.measuring import Seconds, interleaved, ratio, spread, write_page
from models.kernel import compiled
from models.kernel.explainer import COMPILED, NUMBA, Explainer, available, description

FEATURES, LEARNT, EVERY = 70, 20_000, 7
MODELS = ((200, 31, False), (500, 63, False), (500, 63, True))  # trees, leaves, categories
ROWS = {"lightgbm": 64, "shap": 64, "kernel": 4_096}  # each long enough to be measured
ASKED = "Asked: 200 × compiled, 30 × by numba."
LEAST = {COMPILED: 60.0, NUMBA: 15.0}  # × LightGBM: a third of what was measured, so that only real losses fail


@dataclass(frozen=True)
class Model:
    """A fitted model, rows to explain, and its name in the table."""

    name: str
    booster: lgb.Booster
    matrix: np.ndarray


def invented(trees: int, leaves: int, categories: bool) -> Model:
    """Rows with noise, interactions and unknown values, and a model grown on them."""
    draw = np.random.default_rng(0)
    matrix = draw.normal(size=(LEARNT, FEATURES))
    matrix[draw.random(matrix.shape) < 0.1] = np.nan
    columns = list(range(0, FEATURES, EVERY)) if categories else []
    for column in columns:
        matrix[:, column] = draw.integers(0, 40, LEARNT)
    known = np.nan_to_num(matrix)
    latent = known[:, :10].sum(axis=1) + np.sin(3 * known[:, 5]) * known[:, 6] + draw.normal(size=LEARNT)
    settings = {"objective": "binary", "num_leaves": leaves, "learning_rate": 0.05, "feature_fraction": 0.5}
    learnt = lgb.Dataset(matrix, (latent > np.median(latent)).astype(float), categorical_feature=columns)
    booster = lgb.train(settings | {"verbosity": -1, "num_threads": 2}, learnt, trees)
    return Model(f"{trees}×{leaves}{', categories' if categories else ''}", booster, matrix)


def peers(model: Model) -> dict[str, tuple[int, Callable[[], object]]]:
    """Rows per call and the call, for everybody who can explain the model."""
    import shap

    few, many = model.matrix[: ROWS["lightgbm"]], model.matrix[: ROWS["kernel"]]
    tree = shap.TreeExplainer(model.booster)
    found: dict[str, tuple[int, Callable[[], object]]] = {
        "LightGBM pred_contrib": (len(few), lambda: model.booster.predict(few, pred_contrib=True, num_threads=1)),
        "shap.TreeExplainer": (len(few), lambda: tree.shap_values(few)),
    }
    walks = [(COMPILED, "f8"), (COMPILED, "f4")] if available() == COMPILED else []
    for walk, precision in [*walks, (NUMBA, "f8"), (NUMBA, "f4")]:
        explainer = Explainer.of(model.booster, walk=walk, precision=precision)
        found[f"kernel, {walk}, {precision}"] = (len(many), lambda e=explainer: e.contributions(many))
    if available() == COMPILED and compiled.register_bits() > 256:
        narrow = Explainer.of(model.booster, precision="f4")
        narrow.run.bits = 256
        found["kernel, compiled, f4, 256 bits"] = (len(many), lambda: narrow.contributions(many))
    return found


def per_row(found: dict[str, tuple[int, Callable[[], object]]], rounds: int) -> Seconds:
    """CPU seconds per row of every peer in every round."""
    seconds = interleaved({name: call for name, (_, call) in found.items()}, rounds)
    return {name: [s / found[name][0] for s in some] for name, some in seconds.items()}


def differences(model: Model) -> dict[str, float]:
    """How far each way of ours is from LightGBM's contributions."""
    few = model.matrix[: ROWS["lightgbm"]]
    theirs = np.asarray(model.booster.predict(few, pred_contrib=True))[:, :-1]
    return {p: np.abs(Explainer.of(model.booster, precision=p).contributions(few) - theirs).max() for p in ("f8", "f4")}


def table(model: Model, seconds: Seconds) -> list[str]:
    """One model's rows of the page."""
    base = seconds["LightGBM pred_contrib"]
    lines = [f"## {model.name}", "", "| | rows per CPU second | × LightGBM (min – **median** – max) |", "|---|---|---|"]
    lines += [f"| {name} | {1 / median(some):,.0f} | {spread(ratio(base, some))} |" for name, some in seconds.items()]
    said = ", ".join(f"{p} {d:.0e}" for p, d in differences(model).items())
    return [*lines, "", f"Largest difference from LightGBM's contributions: {said}.", ""]


def too_slow(seconds: Seconds) -> list[str]:
    """The walks whose median ratio lies below LEAST."""
    base = seconds["LightGBM pred_contrib"]
    ours = {name: median(ratio(base, some)) for name, some in seconds.items() if name.startswith("kernel")}
    return [f"{n}: {r:.0f} ×" for n, r in ours.items() if r < LEAST[COMPILED if COMPILED in n else NUMBA]]


def main() -> None:
    """Measure every model; write the page or check the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    lines = [f"Our kernel here: {description()}. f8 and f4 are its precisions; one thread for everybody. {ASKED}", ""]
    slow = []
    for shape in MODELS:
        model = invented(*shape)
        seconds = per_row(peers(model), given.rounds)
        lines += table(model, seconds)
        slow += [f"{model.name}, {one}" for one in too_slow(seconds)]
    if given.check:
        sys.exit(f"slower than it should be: {'; '.join(slow)}" if slow else 0)
    write_page("contributions", "Contributions", "python -m benchmarks.contributions", lines)


if __name__ == "__main__":
    main()
