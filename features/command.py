"""How a command ends: an error raised on purpose is one sentence and exit code 2, never a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import typer
from rich.markup import escape

from features.errors import PovertyRiskError
from features.progress import CONSOLE

REFUSED = 2


def in_a_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, saying errors of the project in one sentence."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except PovertyRiskError as error:
            CONSOLE.print(f"[red]{type(error).__name__}[/red]: {escape(str(error))}", highlight=False, soft_wrap=True)
            raise typer.Exit(REFUSED) from None

    return run
