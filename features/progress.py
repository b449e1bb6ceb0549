"""Progress bars for long work; silent where nobody watches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
CONSOLE = Console(stderr=True)


def track(items: Sequence[T] | Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """Yield `items`, showing `words`, how many are done and the time that remains."""
    count = len(items) if isinstance(items, Sequence) else total
    columns = (TextColumn("{task.description:<44}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True) as progress:
        yield from progress.track(items, total=count, description=words)
