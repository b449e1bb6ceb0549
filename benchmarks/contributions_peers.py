"""One library beside LightGBM, in the environment that `benchmarks.contributions --peers` made for it.

    python benchmarks/contributions_peers.py woodelf-explainer FOLDER ROUNDS

FOLDER holds a model's text and rows. Prints the CPU seconds per row of LightGBM and of the library, round by round.
Nothing of the project can be imported here: some libraries need a NumPy that the project has left behind.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lightgbm as lgb
import numpy as np

FEW = 64  # rows, for who takes milliseconds for each
Explain = Callable[[np.ndarray], object]


def fasttreeshap(model: lgb.Booster) -> tuple[int, Explain]:
    """Its second algorithm, on one thread."""
    import fasttreeshap

    tree = fasttreeshap.TreeExplainer(model, algorithm="v2", n_jobs=1)
    return FEW, lambda rows: tree.shap_values(rows, check_additivity=False)


def woodelf(model: lgb.Booster) -> tuple[int, Explain]:
    """It pays off on many rows only: all there are."""
    import pandas as pd
    from woodelf import WoodelfExplainer

    tree, names = WoodelfExplainer(model), model.feature_name()
    return sys.maxsize, lambda rows: tree.shap_values(pd.DataFrame(rows, columns=names), verbose=False)


PEERS = {"fasttreeshap": fasttreeshap, "woodelf-explainer": woodelf}


def seconds(call: Callable[[], object], rows: int) -> float:
    """CPU seconds per row."""
    began = time.process_time()
    call()
    return (time.process_time() - began) / rows


def main() -> None:
    """Measure the library and LightGBM in turn."""
    name, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    model = lgb.Booster(model_file=str(folder / "model.txt"))
    matrix = np.load(folder / "rows.npy")
    some, explain = PEERS[name](model)
    few, many = matrix[:FEW], matrix[:some]
    found = np.asarray(explain(many))
    found = found[-1] if found.ndim == 3 else found  # one output for each class; ours is the last
    error = float(np.abs(found[: len(few)] - model.predict(few, pred_contrib=True)[:, :-1]).max())
    base, own = [], []
    for _ in range(rounds):
        base.append(seconds(lambda: model.predict(few, pred_contrib=True, num_threads=1), len(few)))
        own.append(seconds(lambda: explain(many), len(many)))
    print(json.dumps({"lightgbm": base, "own": own, "error": error}))


if __name__ == "__main__":
    main()
