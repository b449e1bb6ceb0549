"""Contributions of whole models, our kernel beside LightGBM and shap: writes benchmarks/contributions.md.

    python -m benchmarks.contributions [--rounds 5]

Binary models of 70 features, 10 % unknown values; in one variant every seventh feature is categorical. One
thread each. Peers that are not installed, or cannot be loaded, are named with the reason
(`pip install fasttreeshap woodelf-explainer`).
"""

import features.environment  # noqa: F401  isort: skip

import argparse
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
ROWS = {"lightgbm": 64, "kernel": 4_096, "woodelf": LEARNT}  # long enough to be measured; what it needs to pay off
ASKED = "Asked: 200 × compiled, 30 × by numba."
BASE = "LightGBM pred_contrib"


@dataclass(frozen=True)
class Model:
    """A fitted model, rows to explain, its name in the table, and whether it has categories."""

    name: str
    categories: bool
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
    return Model(f"{trees}×{leaves}{', categories' if categories else ''}", categories, booster, matrix)


def peers(model: Model) -> dict[str, tuple[int, Callable[[], object]]]:
    """Rows per call and the call, for everybody who can explain the model."""
    few, many = model.matrix[: ROWS["lightgbm"]], model.matrix[: ROWS["kernel"]]
    found: dict[str, tuple[int, Callable[[], object]]] = {
        BASE: (len(few), lambda: model.booster.predict(few, pred_contrib=True, num_threads=1))
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


def by_shap(model: Model) -> tuple[int, Callable[[], object]]:
    """shap's explainer, which asks LightGBM."""
    import shap

    few, tree = model.matrix[: ROWS["lightgbm"]], shap.TreeExplainer(model.booster)
    return len(few), lambda: tree.shap_values(few)


def by_fasttreeshap(model: Model) -> tuple[int, Callable[[], object]]:
    """fasttreeshap, its second algorithm."""
    import fasttreeshap

    few = model.matrix[: ROWS["lightgbm"]]
    tree = fasttreeshap.TreeExplainer(model.booster, algorithm="v2", n_jobs=1)
    return len(few), lambda: tree.shap_values(few)


def by_woodelf(model: Model) -> tuple[int, Callable[[], object]]:
    """woodelf-explainer, on as many rows as it is made for."""
    import pandas as pd
    from woodelf import WoodelfExplainer

    if model.categories:
        raise ValueError("no categorical splits")
    rows = pd.DataFrame(model.matrix[: ROWS["woodelf"]], columns=model.booster.feature_name())
    tree = WoodelfExplainer(model.booster)
    return len(rows), lambda: tree.shap_values(rows, verbose=False)


OTHERS = {"shap.TreeExplainer": by_shap, "fasttreeshap": by_fasttreeshap, "woodelf-explainer": by_woodelf}


def others(model: Model) -> tuple[dict[str, tuple[int, Callable[[], object]]], list[str]]:
    """The libraries that can explain the model here, and in words why the rest cannot."""
    found, absent = {}, []
    for name, made in OTHERS.items():
        try:
            found[name] = made(model)
        except Exception as error:  # whatever stops a library is what the page says of it
            absent.append(f"{name}: {type(error).__name__}, {str(error).splitlines()[0]}")
    return found, absent


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
    base = seconds[BASE]
    lines = [f"## {model.name}", "", "| | rows per CPU second | × LightGBM (min – **median** – max) |", "|---|---|---|"]
    lines += [f"| {name} | {1 / median(some):,.0f} | {spread(ratio(base, some))} |" for name, some in seconds.items()]
    said = ", ".join(f"{p} {d:.0e}" for p, d in differences(model).items())
    return [*lines, "", f"Largest difference from LightGBM's contributions: {said}.", ""]


def ratios(rounds: int) -> dict[str, float]:
    """Our median ratios by table and row, as the page has them."""
    found = {}
    for model in (invented(*shape) for shape in MODELS):
        seconds = per_row(peers(model), rounds)
        found |= {(f"{model.name}: {n}"): median(ratio(seconds[BASE], some)) for n, some in seconds.items()}
    return found


def main() -> None:
    """Measure every model and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    lines = [f"Our kernel here: {description()}. f8 and f4 are its precisions; one thread for everybody. {ASKED}", ""]
    for shape in MODELS:
        model = invented(*shape)
        also, absent = others(model)
        lines += table(model, per_row(peers(model) | also, given.rounds))
        lines += [f"Not measured: {'; '.join(absent)}.", ""] if absent else []
    write_page("contributions", "Contributions", "python -m benchmarks.contributions", [*lines, *HELD.splitlines()])


HELD = """\
What holds 200×31 back in float32: deciding the conditions takes a quarter of the time there (trees are small, and each
condition reads two lines of the block's columns), the walk over three to five quadrature points the rest, of which
most is multiply-adds: with the deciding left out it runs at 250,000 rows a CPU second. More than 200 × would need
conditions on binned values (16 bits instead of 64). This LightGBM is also three times as fast as the one first
measured against (43 rows/s on 500×63), so that the same kernel is a smaller multiple of it."""


if __name__ == "__main__":
    main()
