"""Who may run the week: a lease on disk with owner, heartbeat and a fencing number.

The lease is a small file that is read and replaced only while a lock file is held (the kernel lets go of
the lock when a process dies). A holder renews its heartbeat; a lease whose heartbeat is old, or whose
process on this machine is gone, may be taken over. Every taking raises the fencing number, and nothing
is published unless the number is still one's own: a run that slept and woke up publishes nothing.
"""

import fcntl
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from features.errors import LeaseError
from features.whole import write_text

BEATS_EVERY = 5.0  # seconds
OLD = 60.0  # seconds without a heartbeat after which another run takes over


@dataclass(frozen=True)
class Holder:
    """Who holds the lease; `beat` is seconds since 1970."""

    host: str
    pid: int
    fence: int
    beat: float
    done: bool = False

    def alive(self, now: float) -> bool:
        """Whether it may still be at work."""
        if self.done or now - self.beat > OLD:
            return False
        return self.host != socket.gethostname() or _runs(self.pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Lease:
    """The lease of a folder; use `held`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "lease.json"
        self.fence = 0

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone with the lease file, for moments."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lease.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def held(self) -> Iterator["Lease"]:
        """Take the lease and keep it alive; raises LeaseError while another run is at work."""
        with self.locked():
            before = self._read()
            if before is not None and before.alive(time.time()):
                raise LeaseError(
                    f"another weekly run (process {before.pid} on {before.host}) is at work in {self.folder}: wait"
                )
            self.fence = (before.fence if before else 0) + 1
            self._write()
        stop = threading.Event()
        beating = threading.Thread(target=self._beat, args=(stop,), daemon=True)
        beating.start()
        try:
            yield self
        finally:
            stop.set()
            beating.join()
            self._give_back()

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Alone, and still the holder: what is published is published inside. Raises LeaseError otherwise."""
        with self.locked():
            holder = self._read()
            if holder is None or holder.fence != self.fence:
                raise LeaseError(f"another weekly run took over in {self.folder}: this one publishes nothing")
            yield

    def _beat(self, stop: threading.Event) -> None:
        while not stop.wait(BEATS_EVERY):
            with self.locked():
                holder = self._read()
                if holder is None or holder.fence != self.fence:
                    return
                self._write()

    def _give_back(self) -> None:
        with self.locked():
            holder = self._read()
            if holder is not None and holder.fence == self.fence:
                self._write(done=True)

    def _read(self) -> Holder | None:
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (TypeError, ValueError):
            raise LeaseError(
                f"{self.path} cannot be read: make sure that no weekly run is at work and remove it"
            ) from None

    def _write(self, *, done: bool = False) -> None:
        holder = Holder(socket.gethostname(), os.getpid(), self.fence, time.time(), done)
        write_text(json.dumps(asdict(holder)), self.path)
