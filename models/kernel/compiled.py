"""The walk as compiled when the project was installed, if a compiler was there."""

import ctypes
from collections.abc import Sequence
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

import numpy as np

from models.kernel.quadrature import STEP, Program, node_type
from models.kernel.ranks import COLUMN, TEST, ranks

NAME = "_walk"
_NUMBERS = ctypes.c_void_p


class _Tree(ctypes.Structure):
    """`Tree` of walk.cpp."""

    _fields_ = (
        *((name, _NUMBERS) for name in ("nodes", "tests", "steps", "tau", "kappa", "weights", "ties")),
        *((name, ctypes.c_int32) for name in ("count", "step_count", "points", "depth", "tie_count", "unused")),
    )


class _Model(ctypes.Structure):
    """`Model` of walk.cpp."""

    _fields_ = (
        *((name, _NUMBERS) for name in ("trees", "columns", "cuts", "sets")),
        *((name, ctypes.c_int32) for name in ("tree_count", "column_count", "features", "unused")),
    )


LAYOUT = (
    *(kind.itemsize for kind in (COLUMN, TEST, STEP, node_type("f4"), node_type("f8"))),
    *(ctypes.sizeof(structure) for structure in (_Tree, _Model)),
)


@cache
def library() -> ctypes.CDLL | None:
    """The compiled walk, or None where it was not built, not from this version, or cannot be loaded here."""
    found = PathFinder.find_spec(NAME, [str(Path(__file__).parent)])
    try:
        built = ctypes.CDLL(found.origin) if found and found.origin else None
    except OSError:
        return None
    return built if built and _layout(built) == LAYOUT else None


def _layout(built: ctypes.CDLL) -> tuple[int, ...]:
    """The bytes of its structures; none for a walk from before it could say so."""
    if not hasattr(built, "layout"):
        return ()
    sizes = (ctypes.c_int32 * len(LAYOUT))()
    built.layout(sizes)
    return tuple(sizes)


def register_bits() -> int:
    """The widest register that the compiled walk uses on this machine: 128, 256 or 512; 0 without it."""
    built = library()
    return built.register_bits() if built else 0


class CompiledWalk:
    """Trees laid out for the compiled walk."""

    def __init__(self, programs: Sequence[Program], features: int, precision: str, bits: int | None = None) -> None:
        found = ranks(programs)
        trees = (_Tree * max(len(programs), 1))(*map(_laid_out, programs, found.tests))
        self._kept = programs, found, trees  # the memory that the structures point to
        parts = (ctypes.cast(trees, _NUMBERS), _at(found.columns), _at(found.cuts), _at(found.sets))
        self._model = _Model(*parts, len(programs), len(found.columns), features)
        self._explain = getattr(library(), f"explain_{precision}")
        self.bits = min(bits or register_bits(), register_bits())

    def __call__(self, matrix: np.ndarray, begin: int, end: int, out: np.ndarray) -> None:
        """Write the contributions of rows `begin` to `end` (row-major float64) into `out`; may run in a thread."""
        rows = (ctypes.c_int64(begin), ctypes.c_int64(end))
        full = self._explain(self.bits, ctypes.byref(self._model), _at(matrix), *rows, _at(out))
        if full:
            raise MemoryError("contributions: no memory for a block of rows")


def _laid_out(program: Program, tests: np.ndarray) -> _Tree:
    parts = (program.nodes, tests, program.steps, program.tau, program.kappa, program.weights, program.ties)
    sizes = (len(program.nodes), len(program.steps), len(program.weights), program.depth, len(program.ties))
    return _Tree(*map(_at, parts), *sizes)


def _at(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
