"""The walk without a compiler at installation: the same steps, compiled by numba when first asked for."""

from collections.abc import Sequence

import numpy as np

from models.kernel.numba_steps import explain
from models.kernel.quadrature import Program

TREE = np.dtype([(name, "i8") for name in ("node", "step", "tau", "weight", "bits", "points", "tie")])


class NumbaWalk:
    """Trees laid out for the numba walk, one after the other; TREE says where each begins."""

    def __init__(self, programs: Sequence[Program], precision: str) -> None:
        number = np.dtype(precision)
        self._trees = np.zeros(len(programs) + 1, TREE)
        sizes = [
            (len(p.nodes), len(p.steps), p.tau.size, len(p.weights), len(p.bits), 0, len(p.ties)) for p in programs
        ]
        if sizes:
            ends = np.cumsum(sizes, axis=0)
            for place, name in enumerate(TREE.names or ()):
                self._trees[name][1:] = ends[:, place]
            self._trees["points"][:-1] = [len(p.weights) for p in programs]
        self._steps = _joined([p.steps.view("i4").reshape(-1, 6) for p in programs], np.empty((0, 6), "i4"))
        nodes = _joined([p.nodes for p in programs], np.empty(0, "i4"))
        self._whole = _columns(nodes, ("feature", "rule", "above", "asked", "repeated", "bits", "words", "first_holds"))
        self._tests = _columns(nodes, ("threshold", "sign", "holds", "fails")).astype("f8")
        self._numbers = _columns(nodes, ("z", "first_value", "second_value")).astype(number)
        self._tau = _joined([p.tau.ravel() for p in programs], np.empty(0, number))
        self._kappa = _joined([p.kappa.ravel() for p in programs], np.empty(0, number))
        self._weights = _joined([p.weights for p in programs], np.empty(0, number))
        self._bits = _joined([p.bits for p in programs], np.empty(0, "uint32"))
        self._ties = _joined([p.ties for p in programs], np.empty(0, "i4"))
        most_nodes = max((len(p.nodes) for p in programs), default=0)
        points = max((len(p.weights) for p in programs), default=1)
        self._room = (most_nodes, max((p.depth for p in programs), default=1), points)

    def __call__(self, matrix: np.ndarray, begin: int, end: int, out: np.ndarray) -> None:
        """Write the contributions of rows `begin` to `end` (row-major float64) into `out`; may run in a thread."""
        nodes = (self._whole, self._tests, self._numbers)
        tables = (self._tau, self._kappa, self._weights, self._bits, self._ties)
        explain(self._trees, self._steps, *nodes, *tables, *self._room, matrix[begin:end], out[begin:end])


def _joined(parts: list[np.ndarray], nothing: np.ndarray) -> np.ndarray:
    return np.concatenate(parts) if parts else nothing


def _columns(nodes: np.ndarray, names: Sequence[str]) -> np.ndarray:
    if not len(nodes):
        return np.empty((0, len(names)), "i4")
    return np.stack([nodes[name] for name in names], axis=1)
