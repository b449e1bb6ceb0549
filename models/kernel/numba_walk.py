"""The walk without a compiler: the same steps in Python, made fast by numba, one lane per row.

Three things decide whether LLVM uses wide registers, each worth a factor of two to three: no choice on a row
inside a loop; loops over a length that is known only when running (a constant one is unrolled into scalars
before the vectoriser sees it); and few arrays per loop, since any two might overlap and each pair costs a
check. What numba adds per loop (views, checks) is shared by `LANES` rows, which is why there are many.
"""

from collections.abc import Sequence

import numpy as np
from numba import njit

from models.kernel.quadrature import (
    AFTER_BOTH,
    AFTER_LEAF,
    DOWN,
    DOWN_PAIR,
    IN_SET,
    OR_ZERO,
    PAIR,
    PLAIN,
    TURN,
    TURN_PAIR,
    Program,
)

LANES = 256
ZERO = float(np.float32(1e-35))  # LightGBM takes what is nearer to zero than this as zero
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
        self._tests = _columns(nodes, ("threshold", "sign", "holds", "fails"))
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
        _explain(self._trees, self._steps, *nodes, *tables, *self._room, matrix[begin:end], out[begin:end])


def _joined(parts: list[np.ndarray], nothing: np.ndarray) -> np.ndarray:
    return np.concatenate(parts) if parts else nothing


def _columns(nodes: np.ndarray, names: Sequence[str]) -> np.ndarray:
    if not len(nodes):
        return np.empty((0, len(names)), "i4")
    return np.stack([nodes[name] for name in names], axis=1)


FEATURE, RULE, ABOVE, ASKED, REPEATED, BITS, WORDS, FIRST_HOLDS = range(8)
THRESHOLD, SIGN, HOLDS, FAILS = range(4)
Z, FIRST_VALUE, SECOND_VALUE = range(3)
WHAT, NODE, CHILD, CHILD_2, DEPTH = range(5)

_compiled = njit(nogil=True, cache=True, error_model="numpy", fastmath={"contract", "nsz"})


@_compiled
def _rarely(rule: int, threshold: float, x: float, bits: np.ndarray, words: int) -> bool:
    if rule == IN_SET:
        if not (x > -1 and x < 2147483648.0):
            return False
        category = int(x)
        return (category >> 5) < words and bool((bits[category >> 5] >> np.uint32(category & 31)) & np.uint32(1))
    if x != x or abs(x) <= ZERO:
        return rule == OR_ZERO
    return x <= threshold


@_compiled
def _choose(
    whole: np.ndarray, tests: np.ndarray, bits: np.ndarray, x: np.ndarray, yes: float, no: float, row: np.ndarray
) -> None:
    if whole[RULE] == PLAIN:
        threshold, sign = tests[THRESHOLD], tests[SIGN]
        for lane in range(len(row)):
            row[lane] = yes if sign * x[lane] <= threshold else no
    else:
        own = bits[whole[BITS] :]
        for lane in range(len(row)):
            row[lane] = yes if _rarely(whole[RULE], tests[THRESHOLD], x[lane], own, whole[WORDS]) else no


@_compiled
def _decide(
    whole: np.ndarray,
    tests: np.ndarray,
    bits: np.ndarray,
    ties: np.ndarray,
    x: np.ndarray,
    m: np.ndarray,
    reach: np.ndarray,
) -> None:
    for n in range(len(whole)):
        _choose(whole[n], tests[n], bits, x[whole[n, FEATURE]], tests[n, HOLDS], tests[n, FAILS], m[n])
    for n in ties:
        above = whole[n, ABOVE]
        if above >= 0:
            for lane in range(m.shape[1]):
                m[n, lane] *= reach[above, lane]
        if whole[n, ASKED]:
            holding, failing = reach[2 * n + 1 - whole[n, FIRST_HOLDS]], reach[2 * n + whole[n, FIRST_HOLDS]]
            _choose(whole[n], tests[n], bits, x[whole[n, FEATURE]], 1.0, 0.0, holding)
            for lane in range(m.shape[1]):
                here = reach[above, lane] if above >= 0 else 1
                failing[lane] = here * (1 - holding[lane])
                holding[lane] *= here


@_compiled
def _into_first(z: float, m: np.ndarray, tau: np.ndarray, g: np.ndarray, below: np.ndarray) -> None:
    for q in range(len(tau)):
        t = tau[q]
        for lane in range(len(m)):
            below[q, lane] = g[q, lane] * (z + m[lane] * t)


@_compiled
def _rest(g: np.ndarray, below: np.ndarray, to: np.ndarray) -> None:
    for q in range(len(g)):
        for lane in range(g.shape[1]):
            to[q, lane] = g[q, lane] - below[q, lane]


@_compiled
def _credit(phi: np.ndarray, m: np.ndarray, total: np.ndarray) -> None:
    for lane in range(len(m)):
        phi[lane] += m[lane] * total[lane]


@_compiled
def _weigh(g: np.ndarray, kappa: float, total: np.ndarray) -> None:
    for lane in range(len(g)):
        total[lane] += g[lane] * kappa


@_compiled
def _pair(
    numbers: np.ndarray,
    m: np.ndarray,
    tau: np.ndarray,
    kappa: np.ndarray,
    g: np.ndarray,
    r: np.ndarray,
    total: np.ndarray,
    phi: np.ndarray,
) -> None:
    difference = numbers[FIRST_VALUE] - numbers[SECOND_VALUE]
    at_zero = numbers[SECOND_VALUE] + numbers[Z] * difference
    total[:] = 0
    for q in range(len(tau)):
        _weigh(g[q], kappa[q] * difference, total)
        slope = difference * tau[q]
        for lane in range(len(m)):
            r[q, lane] = at_zero + m[lane] * slope
    _credit(phi, m, total)


@_compiled
def _blend(z: float, tau: float, m: np.ndarray, second: np.ndarray, difference: np.ndarray, r: np.ndarray) -> None:
    for lane in range(len(m)):
        r[lane] = second[lane] + (z + m[lane] * tau) * difference[lane]


@_compiled
def _mix(
    z: float,
    m: np.ndarray,
    tau: np.ndarray,
    kappa: np.ndarray,
    g: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    total: np.ndarray,
    difference: np.ndarray,
    phi: np.ndarray,
    r: np.ndarray,
) -> None:
    total[:] = 0
    for q in range(len(tau)):
        for lane in range(len(m)):
            difference[lane] = first[q, lane] - second[q, lane]
        _blend(z, tau[q], m, second[q], difference, r[q])
        k = kappa[q]
        for lane in range(len(m)):
            total[lane] += g[q, lane] * k * difference[lane]
    _credit(phi, m, total)


@_compiled
def _mix_with_leaf(
    z: float,
    leaf: float,
    m: np.ndarray,
    tau: np.ndarray,
    kappa: np.ndarray,
    g: np.ndarray,
    total: np.ndarray,
    difference: np.ndarray,
    phi: np.ndarray,
    r: np.ndarray,
) -> None:
    total[:] = 0
    for q in range(len(tau)):
        for lane in range(len(m)):
            difference[lane] = r[q, lane] - leaf
        t, k = tau[q], kappa[q]
        for lane in range(len(m)):
            r[q, lane] = leaf + (z + m[lane] * t) * difference[lane]
        for lane in range(len(m)):
            total[lane] += g[q, lane] * k * difference[lane]
    _credit(phi, m, total)


@_compiled
def _run(
    steps: np.ndarray,
    whole: np.ndarray,
    numbers: np.ndarray,
    tau: np.ndarray,
    kappa: np.ndarray,
    weights: np.ndarray,
    m: np.ndarray,
    phi: np.ndarray,
    stack: np.ndarray,
    kept: np.ndarray,
    room: np.ndarray,
) -> None:
    points = len(weights)
    r, one, two = room[:points], room[points : 2 * points], room[2 * points : 3 * points]
    total, difference = room[3 * points], room[3 * points + 1]
    for q in range(points):
        stack[0, q, :] = weights[q]
    for step in steps:
        node, depth = step[NODE], step[DEPTH]
        z, here, credit = numbers[node, Z], m[node], phi[whole[node, FEATURE]]
        at = whole[node, REPEATED] * points
        t, k = tau[at : at + points], kappa[at : at + points]
        g, below = stack[depth, :points], stack[depth + 1, :points]
        what = step[WHAT]
        if what == DOWN:
            _into_first(z, here, t, g, below)
        elif what == TURN:
            kept[depth, :points] = r
            _rest(g, below, below)
        elif what == AFTER_LEAF:
            _mix_with_leaf(z, numbers[node, SECOND_VALUE], here, t, k, g, total, difference, credit, r)
        elif what == AFTER_BOTH:
            _mix(z, here, t, k, g, kept[depth, :points], r, total, difference, credit, r)
        elif what == PAIR:
            _pair(numbers[node], here, t, k, g, r, total, credit)
        else:
            child = step[CHILD]
            at = whole[child, REPEATED] * points
            t_child, k_child = tau[at : at + points], kappa[at : at + points]
            credit_child = phi[whole[child, FEATURE]]
            if what == TURN_PAIR:
                _rest(g, below, one)
                _pair(numbers[child], m[child], t_child, k_child, one, two, total, credit_child)
                _mix(z, here, t, k, g, r, two, total, difference, credit, r)
                continue
            _into_first(z, here, t, g, one)
            if what == DOWN_PAIR:
                _pair(numbers[child], m[child], t_child, k_child, one, r, total, credit_child)
                _mix_with_leaf(z, numbers[node, SECOND_VALUE], here, t, k, g, total, difference, credit, r)
            else:
                other = step[CHILD_2]
                _rest(g, one, two)
                _pair(numbers[child], m[child], t_child, k_child, one, r, total, credit_child)
                at = whole[other, REPEATED] * points
                t_other, k_other = tau[at : at + points], kappa[at : at + points]
                _pair(numbers[other], m[other], t_other, k_other, two, one, total, phi[whole[other, FEATURE]])
                _mix(z, here, t, k, g, r, one, total, difference, credit, r)


@_compiled
def _explain(
    trees: np.ndarray,
    steps: np.ndarray,
    whole: np.ndarray,
    tests: np.ndarray,
    numbers: np.ndarray,
    tau: np.ndarray,
    kappa: np.ndarray,
    weights: np.ndarray,
    bits: np.ndarray,
    ties: np.ndarray,
    most: int,
    depth: int,
    points: int,
    matrix: np.ndarray,
    out: np.ndarray,
) -> None:
    rows, features = matrix.shape
    x, phi = np.zeros((features, LANES)), np.zeros((features, LANES), numbers.dtype)
    m, reach = np.zeros((most, LANES), numbers.dtype), np.zeros((2 * most, LANES), numbers.dtype)
    stack, kept = np.zeros((depth, points, LANES), numbers.dtype), np.zeros((depth, points, LANES), numbers.dtype)
    room = np.zeros((3 * points + 2, LANES), numbers.dtype)
    for start in range(0, rows, LANES):
        count = min(LANES, rows - start)
        for row in range(count):
            for f in range(features):
                value = matrix[start + row, f]
                x[f, row] = 0.0 if abs(value) <= ZERO else value
        phi[:] = 0
        for number in range(len(trees) - 1):
            a, b = trees[number], trees[number + 1]
            own = whole[a.node : b.node]
            _decide(own, tests[a.node : b.node], bits[a.bits :], ties[a.tie : b.tie], x, m, reach)
            _run(
                steps[a.step : b.step],
                own,
                numbers[a.node : b.node],
                tau[a.tau :],
                kappa[a.tau :],
                weights[a.weight : b.weight],
                m,
                phi,
                stack,
                kept,
                room,
            )
        for row in range(count):
            for f in range(features):
                out[start + row, f] = phi[f, row]
