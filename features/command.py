"""How a command ends: an error raised on purpose is one sentence and exit code 2, never a traceback."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from typing import Any, NoReturn

import duckdb
import typer
from rich.markup import escape

from features.engine import MEMORY
from features.errors import PovertyRiskError
from features.progress import CONSOLE

REFUSED = 2
SOME_REFUSED = 4  # the intake: files were taken in, others not; a crash must not look like it
# A process that works beside ours and is gone without a word was killed, and what kills is the lack of memory.
TOO_LITTLE_MEMORY = (duckdb.OutOfMemoryException, MemoryError, BrokenProcessPool)
TOO_LITTLE = (
    f"there is too little memory for this step; DuckDB may use {MEMORY} and the disk beyond it: set "
    "POVERTY_RISK_DUCKDB_MEMORY to more or, where the machine has no more, to less, and run again"
)


def in_a_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, saying errors of the project in one sentence."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except PovertyRiskError as error:
            _say(type(error).__name__, str(error))
        except TOO_LITTLE_MEMORY:
            _say("MemoryError", TOO_LITTLE)

    return run


def _say(kind: str, words: str) -> NoReturn:
    CONSOLE.print(f"[red]{kind}[/red]: {escape(words)}", highlight=False, soft_wrap=True)
    raise typer.Exit(REFUSED) from None
