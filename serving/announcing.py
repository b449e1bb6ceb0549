"""Say where the service is open, once it answers: `python -m serving.announcing http://127.0.0.1:3000` beside it."""

import os
import sys
import time
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import urlopen

from features.progress import CONSOLE

EVERY = 0.5  # seconds


def announce(address: str) -> bool:
    """Wait until the service at `address` answers and print where; False if the server ended before."""
    server = os.getppid()
    while os.getppid() == server:
        if _answers(f"{address}/v1/health"):
            CONSOLE.print(f"打开 Open [bold]{address}[/bold] （Ctrl+C 结束 to end）")
            return True
        time.sleep(EVERY)
    return False


def _answers(health: str) -> bool:
    """Whether anything was answered: that the health is bad is for the pages to say."""
    try:
        urlopen(health, timeout=5).close()
    except HTTPError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        announce(sys.argv[1])
