"""The steps of the walk as numba compiles them, for the rows of a block side by side.

Three things decide whether LLVM uses wide registers, each worth a factor of two to three: no choice on a row
inside a loop; loops over a length that is known only when running (a constant one is unrolled into scalars
before the vectoriser sees it); and few arrays per loop, since any two might overlap and each pair costs a
check. What numba adds per loop (views, checks) is shared by `LANES` rows, which is why there are many.
"""

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
)

LANES = 256
A = np.ndarray
ZERO = float(np.float32(1e-35))  # LightGBM takes what is nearer to zero than this as zero
FEATURE, RULE, ABOVE, ASKED, REPEATED, BITS, WORDS, FIRST_HOLDS = range(8)
THRESHOLD, SIGN, HOLDS, FAILS = range(4)
Z, FIRST_VALUE, SECOND_VALUE = range(3)
WHAT, NODE, CHILD, CHILD_2, DEPTH = range(5)

_compiled = njit(nogil=True, cache=True, error_model="numpy", fastmath={"contract", "nsz"})


@_compiled
def _rarely(rule: int, threshold: float, x: float, bits: A, words: int) -> bool:
    if rule == IN_SET:
        if not (x > -1 and x < 2147483648.0):
            return False
        category = int(x)
        return (category >> 5) < words and bool((bits[category >> 5] >> np.uint32(category & 31)) & np.uint32(1))
    if x != x or abs(x) <= ZERO:
        return rule == OR_ZERO
    return x <= threshold


@_compiled
def _choose(whole: A, tests: A, bits: A, x: A, yes: float, no: float, row: A) -> None:
    if whole[RULE] == PLAIN:
        threshold, sign = tests[THRESHOLD], tests[SIGN]
        for lane in range(len(row)):
            row[lane] = yes if sign * x[lane] <= threshold else no
    else:
        own = bits[whole[BITS] :]
        for lane in range(len(row)):
            row[lane] = yes if _rarely(whole[RULE], tests[THRESHOLD], x[lane], own, whole[WORDS]) else no


@_compiled
def _decide(whole: A, tests: A, bits: A, ties: A, x: A, m: A, reach: A) -> None:
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
def _into_first(z: float, m: A, tau: A, g: A, below: A) -> None:
    for q in range(len(tau)):
        t = tau[q]
        for lane in range(len(m)):
            below[q, lane] = g[q, lane] * (z + m[lane] * t)


@_compiled
def _rest(g: A, below: A, to: A) -> None:
    for q in range(len(g)):
        for lane in range(g.shape[1]):
            to[q, lane] = g[q, lane] - below[q, lane]


@_compiled
def _credit(phi: A, m: A, total: A) -> None:
    for lane in range(len(m)):
        phi[lane] += m[lane] * total[lane]


@_compiled
def _pair(numbers: A, m: A, tau: A, kappa: A, g: A, r: A, total: A, phi: A) -> None:
    difference = numbers[FIRST_VALUE] - numbers[SECOND_VALUE]
    at_zero = numbers[SECOND_VALUE] + numbers[Z] * difference
    total[:] = 0
    for q in range(len(tau)):
        slope, weight = difference * tau[q], difference * kappa[q]
        for lane in range(len(m)):
            total[lane] += g[q, lane] * weight
        for lane in range(len(m)):
            r[q, lane] = at_zero + m[lane] * slope
    _credit(phi, m, total)


@_compiled
def _mix(z: float, m: A, tau: A, kappa: A, g: A, first: A, second: A, total: A, difference: A, phi: A, r: A) -> None:
    total[:] = 0
    for q in range(len(tau)):
        for lane in range(len(m)):
            difference[lane] = first[q, lane] - second[q, lane]
        t, k = tau[q], kappa[q]
        for lane in range(len(m)):
            r[q, lane] = second[q, lane] + (z + m[lane] * t) * difference[lane]
        for lane in range(len(m)):
            total[lane] += g[q, lane] * k * difference[lane]
    _credit(phi, m, total)


@_compiled
def _mix_with_leaf(z: float, leaf: float, m: A, tau: A, kappa: A, g: A, total: A, difference: A, phi: A, r: A) -> None:
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
    steps: A, whole: A, numbers: A, tau: A, kappa: A, weights: A, m: A, phi: A, stack: A, kept: A, room: A
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
def explain(
    trees: A,
    steps: A,
    whole: A,
    tests: A,
    numbers: A,
    tau: A,
    kappa: A,
    weights: A,
    bits: A,
    ties: A,
    most: int,
    depth: int,
    points: int,
    matrix: A,
    out: A,
) -> None:
    """Write the contributions of every row of `matrix` into `out`, block after block."""
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
