"""Conditions as comparisons of 16-bit integers, for the compiled walk: as many rows at once as a register has words.

A column replaces the values of one feature by their ranks: how many of the thresholds that the model has on it lie
below the value. "x <= threshold" is then "rank <= rank of the threshold", exactly. Unknown values rank UNKNOWN.
Conditions wrap around, so that unknown values may stand before the smallest as well as behind the largest:

    (rank - low) mod 65536 <= span

A feature has one more column where a model takes zero as unknown, and another for every MOST thresholds. The column
of a categorical feature holds the places of its categories among those that the model ever asks for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from features.errors import ModelFileError
from models.kernel.quadrature import OR_ZERO, Program

UNKNOWN = 65_535
MOST = UNKNOWN - 1  # thresholds of a column: ranks from 0 to MOST are left for what is known
NUMBERS, ZERO_UNKNOWN, CATEGORIES = range(3)  # what a column holds
MOST_CATEGORIES = UNKNOWN
WORDS = 32  # a set is as many 16-bit words as fit the widest register, or a multiple of it

COLUMN = np.dtype([("feature", "i4"), ("holds", "i4"), ("begin", "i4"), ("count", "i4")])
TEST = np.dtype([("column", "i4"), ("low", "u2"), ("span", "u2"), ("set", "i4"), ("words", "i4")])


_KINDS = np.array([NUMBERS, ZERO_UNKNOWN, ZERO_UNKNOWN, CATEGORIES])  # of the rules of a node
_ROW = np.dtype(
    [("tree", "i4"), ("feature", "i4"), ("rule", "i4"), ("bits", "i4"), ("words", "i4"), ("above", "?"), ("cut", "f8")]
)


@dataclass(frozen=True)
class Ranks:
    """Columns in the order of their features, their thresholds or categories, a test for each node, and its sets.

    A test with `words` asks whether the bit of a rank is set from `set` on; one without asks for `low` and `span`.
    """

    columns: np.ndarray
    cuts: np.ndarray
    tests: tuple[np.ndarray, ...]
    sets: np.ndarray


def ranks(programs: Sequence[Program]) -> Ranks:
    """What the nodes of all trees ask for; raises ModelFileError for a feature with too many categories."""
    made = _Columns()
    rows = [_rows(number, program) for number, program in enumerate(programs)]
    asked = np.concatenate(rows) if rows else np.empty(0, _ROW)
    kind = _KINDS[asked["rule"]]
    tests = np.zeros(len(asked), TEST)
    for feature, held in np.unique(np.stack([asked["feature"], kind], axis=1), axis=0):
        chosen = (asked["feature"] == feature) & (kind == held)
        if held == CATEGORIES:
            tests[chosen] = made.of_categories(feature, [_set_of(programs[r["tree"]], r) for r in asked[chosen]])
        else:
            tests[chosen] = made.of_numbers(feature, held, asked[chosen])
    each = tuple(np.split(tests, np.cumsum([len(p.nodes) for p in programs])[:-1])) if programs else ()
    return made.ranks(each)


def _rows(tree: int, program: Program) -> np.ndarray:
    """The conditions of a tree: at most `cut`, or, where `above`, more than it."""
    nodes = program.nodes
    rows = np.zeros(len(nodes), _ROW)
    for name in ("feature", "rule", "bits", "words"):
        rows[name] = nodes[name]
    rows["tree"] = tree
    rows["above"] = nodes["sign"] < 0
    rows["cut"] = np.where(rows["above"], np.nextafter(-nodes["threshold"], -np.inf), nodes["threshold"])
    return rows


def _set_of(program: Program, row: np.ndarray) -> np.ndarray:
    """The categories that a node asks for."""
    words = program.bits[row["bits"] : row["bits"] + row["words"]]
    return np.flatnonzero(np.unpackbits(words.view("u1"), bitorder="little"))


class _Columns:
    """Columns, thresholds and sets as they are found."""

    def __init__(self) -> None:
        self.columns: list[tuple[int, int, int, int]] = []
        self.cuts: list[np.ndarray] = []
        self.sets: list[np.ndarray] = []
        self.words = 0

    def of_numbers(self, feature: int, holds: int, asked: np.ndarray) -> np.ndarray:
        """The tests of conditions on a number."""
        cuts, rank = np.unique(asked["cut"], return_inverse=True)
        first = len(self.columns)
        for begin in range(0, len(cuts), MOST):
            self._column(feature, holds, cuts[begin : begin + MOST])
        tests = np.zeros(len(asked), TEST)
        tests["column"] = first + rank // MOST
        rank = rank % MOST
        # Where unknown values hold as well the range begins at theirs, one before the smallest rank.
        with_unknown = asked["rule"] == OR_ZERO
        tests["low"] = np.where(asked["above"], rank + 1, np.where(with_unknown, UNKNOWN, 0))
        tests["span"] = np.where(asked["above"], MOST - 1 - rank, rank + with_unknown)
        return tests

    def of_categories(self, feature: int, sets: list[np.ndarray]) -> np.ndarray:
        """The tests of conditions on a category."""
        known = np.unique(np.concatenate(sets))
        if len(known) > MOST_CATEGORIES:
            raise ModelFileError(f"model with {len(known)} categories in one feature: explain it with walk='numba'")
        words = (len(known) // (16 * WORDS) + 1) * WORDS  # one bit more than categories: what is in no set
        tests = np.zeros(len(sets), TEST)
        tests["column"], tests["words"] = len(self.columns), words
        tests["set"] = self.words + np.arange(len(sets)) * words
        self._column(feature, CATEGORIES, known.astype("f8"))
        for some in sets:
            bits = np.zeros(words * 16, "u1")
            bits[np.searchsorted(known, some)] = 1
            self.sets.append(np.packbits(bits, bitorder="little").view("u2"))
        self.words += words * len(sets)
        return tests

    def _column(self, feature: int, holds: int, cuts: np.ndarray) -> None:
        self.columns.append((feature, holds, sum(map(len, self.cuts)), len(cuts)))
        self.cuts.append(cuts)

    def ranks(self, tests: tuple[np.ndarray, ...]) -> Ranks:
        """All of them, laid out one after the other."""
        cuts = np.concatenate(self.cuts) if self.cuts else np.empty(0)
        sets = np.concatenate(self.sets) if self.sets else np.empty(0, "u2")
        return Ranks(np.array(self.columns, COLUMN), cuts, tests, sets)
