"""Contributions of whole models, our kernel beside LightGBM and shap: writes benchmarks/contributions.md.

    python -m benchmarks.contributions [--rounds 5] [--peers FOLDER]

Binary models of 70 features, 10 % unknown values; in one variant every seventh feature is categorical. One
thread each. With `--peers`, fasttreeshap and woodelf-explainer are measured too, each beside LightGBM in an
environment of its own, made in FOLDER unless it is there: fasttreeshap needs a NumPy before 2.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import json
import subprocess
import tempfile
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import lightgbm as lgb
import numpy as np

from benchmarks.measuring import Seconds, interleaved, ratio, spread, write_page
from models.kernel import compiled
from models.kernel.explainer import COMPILED, NUMBA, Explainer, available, description

FEATURES, LEARNT, EVERY = 70, 20_000, 7
MODELS = ((200, 31, False), (500, 63, False), (500, 63, True))  # trees, leaves, categories
ROWS = {"lightgbm": 64, "kernel": 4_096}  # long enough to be measured
PEERS = {  # each in an environment of its own: what it needs
    "fasttreeshap": ("fasttreeshap==0.1.6", "numpy<2"),
    "woodelf-explainer": ("woodelf-explainer==0.4.8",),
}
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
        for precision in ("f8", "f4"):
            narrow = Explainer.of(model.booster, precision=precision)
            narrow.run.bits = 256
            found[f"kernel, compiled, {precision}, 256 bits"] = (len(many), lambda e=narrow: e.contributions(many))
    return found


def by_shap(model: Model) -> tuple[int, Callable[[], object]]:
    """shap's explainer, which asks LightGBM."""
    import shap

    few, tree = model.matrix[: ROWS["lightgbm"]], shap.TreeExplainer(model.booster)
    return len(few), lambda: tree.shap_values(few)


def others(model: Model, peers: Path | None, rounds: int) -> list[str]:
    """The page's rows of the libraries that need an environment of their own, each against LightGBM beside it."""
    if peers is None:
        return []
    lines = ["", "| in an environment of its own | rows per CPU second | × LightGBM | largest difference |"]
    lines.append("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        model.booster.save_model(f"{folder}/model.txt")
        np.save(f"{folder}/rows.npy", model.matrix)
        for name in PEERS:
            lines.append(f"| {name} | {measured_alone(name, environment(peers, name), folder, min(rounds, 2))} |")
    return lines


def environment(peers: Path, name: str) -> Path:
    """The Python of a library's environment, made unless it is there."""
    python = peers / name / "bin" / "python"
    if not python.exists():
        venv.create(peers / name, with_pip=True)
        needed = (*PEERS[name], f"lightgbm=={lgb.__version__}")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *needed], check=True)
    return python


def measured_alone(name: str, python: Path, folder: str, rounds: int) -> str:
    """Its cells of the page, or why there are none."""
    script = Path(__file__).with_name("contributions_peers.py")
    done = subprocess.run([python, script, name, folder, str(rounds)], capture_output=True, text=True, check=False)
    if done.returncode:
        return f"not measured: {done.stderr.strip().splitlines()[-1]} | |"
    found = json.loads(done.stdout.splitlines()[-1])
    own, base = found["own"], found["lightgbm"]
    return f"{1 / median(own):,.0f} | {spread(ratio(base, own))} | {found['error']:.0e}"


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
    return [*lines, "", f"Largest difference from LightGBM's contributions: {said}."]


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
    asked.add_argument("--peers", type=Path, metavar="FOLDER", help="measure what needs an environment of its own too")
    given = asked.parse_args()
    lines = [f"Our kernel here: {description()}. f8 and f4 are its precisions; one thread for everybody. {ASKED}", ""]
    for shape in MODELS:
        model = invented(*shape)
        seconds = per_row(peers(model) | {"shap.TreeExplainer": by_shap(model)}, given.rounds)
        lines += [*table(model, seconds), *others(model, given.peers, given.rounds), ""]
    write_page("contributions", "Contributions", "python -m benchmarks.contributions", [*lines, *HELD.splitlines()])


HELD = """\
Conditions are compared as 16-bit ranks (models/kernel/ranks.py): deciding and ranking take a sixth of the time on
200×31, the walk over three to five quadrature points the rest, of which most is multiply-adds. With registers of 256
bits the same walk has half as many rows to an instruction: what it lacks of 200 × there is the register's width.
LightGBM itself is three times as fast here as on the machine first measured (43 rows/s on 500×63)."""


if __name__ == "__main__":
    main()
