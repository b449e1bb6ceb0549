"""Independent pieces of long work: one after the other, or by as many processes as there are cores."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context


def done(pieces: Sequence[Callable[[], None]], processes: int) -> Iterator[None]:
    """Do every piece, yielding as each is done; raises what a piece raised.

    With several processes a piece must be one that can be sent there (a `functools.partial` of a module's function).
    """
    if len(pieces) < 2 or processes < 2:
        for piece in pieces:
            piece()
            yield
        return
    # Started anew rather than forked: the threads of database and models do not survive a fork.
    with ProcessPoolExecutor(min(processes, len(pieces)), mp_context=get_context("spawn")) as pool:
        for one in as_completed([pool.submit(piece) for piece in pieces]):
            yield one.result()
