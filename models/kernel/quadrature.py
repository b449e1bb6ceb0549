"""Turns trees into a program that a small loop runs over rows: path-dependent TreeSHAP by quadrature.

For a leaf with value v, features i on its path, o_i in {0, 1} whether the row follows the path at every split
on i, and z_i the share of training rows that does, the contribution of i is exactly

    v (o_i - z_i) * integral over t from 0 to 1 of the product over j != i of (t o_j + (1 - t) z_j).

The product is a polynomial in t of degree (features on the path - 1), so Gauss-Legendre with half as many
points is exact. What makes it cheap is that, at a node whose first child takes the share z of its rows, with
d in {0, 1} for a row that goes there, the factors of both children add up to one at every point t:

    rho = z + m tau,  m = o (d - z),  tau = t / f,  f = (1 - t) y + t

where y and o are share and following of the *same feature* further up the path (1 and 1 if it is new). With
G the product of all rho from the root down to the node, and R1, R2 what its children return,

    R = R2 + rho (R1 - R2),   G1 = rho G,   G2 = G - G1,
    contribution of the node's feature += m * sum over t of w_t kappa G (R1 - R2),   kappa = y / f^2.

Six multiply-adds per node and point, for as many rows side by side as a register holds; no division, no
branch on a row, nothing that can overflow (rho is in [0, 1]). Weights w_t are put into G at the root.
"""

from dataclasses import dataclass

import numpy as np

from models.kernel.model_text import CATEGORICAL, DEFAULT_LEFT, MISSING_NAN, MISSING_ZERO, Tree, TreeModel

# A node's condition. Plain: sign * x <= threshold; the others are true where LightGBM goes left.
PLAIN, UNLESS_ZERO, OR_ZERO, IN_SET = range(4)

# What a step of the program does. "Pair" is a node with two leaves.
DOWN, AFTER_LEAF, TURN, AFTER_BOTH, PAIR, DOWN_PAIR, TURN_PAIR, TWO_PAIRS = range(8)

STEP = np.dtype([("what", "i4"), ("node", "i4"), ("child", "i4"), ("child_2", "i4"), ("depth", "i4"), ("_", "i4")])


def node_type(precision: str) -> np.dtype:
    """The record of a node; the numbers that the walk computes with are `precision` ("f4" or "f8").

    The compiled walk asks its conditions by rank (ranks.py), the numba walk by `threshold`, `sign` and `bits`.

    `holds` and `fails` are d - z of a row for which the node's condition holds, or fails; `first_holds` says
    that the first child is the one where it holds. `asked`: a node further down has the same feature.
    """
    numbers = [(name, precision) for name in ("holds", "fails", "z", "first_value", "second_value")]
    return np.dtype(
        [
            *(("threshold", "f8"), ("sign", "f8")),
            *(("feature", "i4"), ("rule", "i4"), ("above", "i4"), ("asked", "i4")),
            *(("repeated", "i4"), ("bits", "i4"), ("words", "i4"), ("first_holds", "i4")),
            *numbers,
        ],
        align=True,
    )


@dataclass(frozen=True)
class Program:
    """One tree to be walked.

    `nodes` are in the order parents before children; `above` is 2 x the number of the nearest node with the
    same feature further up, plus 1 if the path takes its second child, or -1. `repeated` is the row of `tau`
    and `kappa` (points per row), whose row 0 is for features that are new on the path. `points` and `weights`
    lie in 0..1. `ties` are the nodes that share a feature with one above or below them.
    """

    nodes: np.ndarray
    steps: np.ndarray
    tau: np.ndarray
    kappa: np.ndarray
    weights: np.ndarray
    bits: np.ndarray
    ties: np.ndarray
    depth: int


def programs(model: TreeModel, precision: str) -> list[Program]:
    """A program for every tree that splits; `precision` is "f4" or "f8"."""
    return [_Compiler(tree, precision).program() for tree in model.trees if tree.inner]


@dataclass(frozen=True)
class _Path:
    """What lies above a node: features met, and for each the last node, the child taken and the share."""

    met: dict[int, tuple[int, int, float]]

    def then(self, feature: int, node: int, second: int, share: float) -> "_Path":
        return _Path(self.met | {feature: (node, second, share)})


class _Compiler:
    """Walks a tree once and notes nodes and steps."""

    def __init__(self, tree: Tree, precision: str) -> None:
        self.tree = tree
        self.precision = precision
        self.nodes: list[dict] = []
        self.steps: list[tuple[int, ...]] = []
        self.shares: list[float] = [1.0]  # y of each row of tau and kappa
        self.widest = 1
        self.deepest = 0

    def program(self) -> Program:
        if self._is_pair(0):
            self.steps.append((PAIR, self._node(0, _Path({})), 0, 0, 0, 0))
        else:
            self._walk(0, _Path({}), 0)
        points, weights = _gauss_legendre((self.widest + 1) // 2)
        nodes = np.zeros(len(self.nodes), node_type(self.precision))
        for number, node in enumerate(self.nodes):
            for name, value in node.items():
                nodes[name][number] = value
        share = np.array(self.shares)[:, None]
        f = (1 - points) * share + points
        return Program(
            nodes=nodes,
            steps=np.array(self.steps, STEP),
            tau=(points / f).astype(self.precision),
            kappa=(share / f**2).astype(self.precision),
            weights=weights.astype(self.precision),
            bits=self.tree.bits,
            ties=np.flatnonzero((nodes["above"] >= 0) | (nodes["asked"] > 0)).astype("i4"),
            depth=self.deepest + 2,
        )

    def _walk(self, inner: int, path: _Path, depth: int) -> None:
        """Note the steps of an inner node that is no pair, whose G lies at `depth` of the stack."""
        self.deepest = max(self.deepest, depth)
        left, right = int(self.tree.left[inner]), int(self.tree.right[inner])
        # The child that must be walked comes first: a leaf, or else a pair of leaves, is done in passing.
        swap = self._weight(right) > self._weight(left)
        first, second = (right, left) if swap else (left, right)
        node = self._node(inner, path, swap)
        into_first, into_second = (self._below(inner, node, path, swap, child) for child in (0, 1))
        if self._is_pair(first):
            self._in_passing(node, first, second, into_first, into_second, depth)
            return
        self.steps.append((DOWN, node, 0, 0, depth, 0))
        self._walk(first, into_first, depth + 1)
        if second < 0:
            self.steps.append((AFTER_LEAF, node, 0, 0, depth, 0))
        elif self._is_pair(second):
            self.steps.append((TURN_PAIR, node, self._node(second, into_second), 0, depth, 0))
        else:
            self.steps.append((TURN, node, 0, 0, depth, 0))
            self._walk(second, into_second, depth + 1)
            self.steps.append((AFTER_BOTH, node, 0, 0, depth, 0))

    def _in_passing(self, node: int, first: int, second: int, one: _Path, two: _Path, depth: int) -> None:
        pair = self._node(first, one)
        if second < 0:
            self.steps.append((DOWN_PAIR, node, pair, 0, depth, 0))
        else:
            self.steps.append((TWO_PAIRS, node, pair, self._node(second, two), depth, 0))

    def _weight(self, child: int) -> int:
        """0 for a leaf, 1 for a pair of leaves, 2 for anything larger."""
        return 0 if child < 0 else 1 if self._is_pair(child) else 2

    def _is_pair(self, inner: int) -> bool:
        return inner >= 0 and bool(self.tree.left[inner] < 0 and self.tree.right[inner] < 0)

    def _below(self, inner: int, node: int, path: _Path, swap: bool, child: int) -> _Path:
        feature = int(self.tree.feature[inner])
        above = path.met.get(feature)
        return path.then(feature, node, child, (above[2] if above else 1.0) * self._share(inner, swap != bool(child)))

    def _share(self, inner: int, swap: bool) -> float:
        """The share of rows in the right child (`swap`) or the left."""
        left = float(self.tree.z_left[inner])
        return 1 - left if swap else left

    def _node(self, inner: int, path: _Path, swap: bool = False) -> int:
        tree, feature = self.tree, int(self.tree.feature[inner])
        self.widest = max(self.widest, len(path.met.keys() | {feature}))
        above = path.met.get(feature)
        z = self._share(inner, swap)
        first, second = (tree.right, tree.left) if swap else (tree.left, tree.right)
        rule, threshold, sign, holds_left = _condition(int(tree.decision[inner]), float(tree.threshold[inner]))
        first_holds = holds_left != swap
        node = {
            "rule": rule,
            "threshold": threshold,
            "sign": sign,
            "holds": 1 - z if first_holds else -z,
            "fails": -z if first_holds else 1 - z,
            "first_holds": first_holds,
            "feature": feature,
            "above": -1 if above is None else 2 * above[0] + above[1],
            "repeated": 0 if above is None else len(self.shares),
            "z": z,
            "first_value": self._value(first[inner]),
            "second_value": self._value(second[inner]),
        }
        if above is not None:
            self.nodes[above[0]]["asked"] = True
            self.shares.append(above[2])
        if node["rule"] == IN_SET:
            node |= self._set_of(int(tree.threshold[inner]))
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _set_of(self, number: int) -> dict[str, int]:
        begin, end = (int(b) for b in self.tree.bounds[number : number + 2])
        return {"bits": begin, "words": end - begin}

    def _value(self, child: int) -> float:
        return float(self.tree.value[~child]) if child < 0 else 0.0


def _condition(decision: int, threshold: float) -> tuple[int, float, float, bool]:
    """Rule, threshold, sign, and whether a row for which the condition holds goes left.

    No comparison with NaN holds, so where unknown values go left the condition is "above the threshold".
    """
    if decision & CATEGORICAL:
        return IN_SET, threshold, 1.0, True
    missing, by_default_left = decision >> 2 & 3, bool(decision & DEFAULT_LEFT)
    if missing == MISSING_ZERO:
        return OR_ZERO if by_default_left else UNLESS_ZERO, threshold, 1.0, True
    # Where the model knows no missing values it takes them as zero.
    if by_default_left if missing == MISSING_NAN else threshold >= 0:
        return PLAIN, -np.nextafter(threshold, np.inf), -1.0, False
    return PLAIN, threshold, 1.0, True


def _gauss_legendre(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Points and weights on 0..1."""
    points, weights = np.polynomial.legendre.leggauss(count)
    return (points + 1) / 2, weights / 2
