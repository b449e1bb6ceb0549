"""Peers in processes of their own, asked in turn: the CPU seconds of every run and the most memory of each.

    python -m benchmarks.alone MODULE ARGUMENT…

imports MODULE, calls its `ready(ARGUMENT…)` and runs what that gives for every line on standard input. Needs nothing
but Python: a peer may live in an environment that the project is not installed in.
"""

import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, redirect_stdout
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import IO, Any, cast

from benchmarks.measuring import ratio, spread

ROOT = Path(__file__).parent.parent
THREADS = {"OMP_NUM_THREADS": "2", "POLARS_MAX_THREADS": "2", "POVERTY_RISK_THREADS": "2"}


@dataclass(frozen=True)
class Run:
    """One run: CPU seconds of all threads, seconds by the clock, the most MB held until then, and what was found."""

    cpu: float
    clock: float
    megabytes: float
    found: Any


@dataclass(frozen=True)
class Peer:
    """Who is measured: a module with `ready`, what it is given, and the Python that it runs in."""

    module: str
    arguments: Sequence[object]
    python: Path = Path(sys.executable)

    def begin(self) -> subprocess.Popen[str]:
        """Its process, which waits to be asked."""
        words = [str(self.python), "-m", "benchmarks.alone", self.module, *map(str, self.arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=os.environ | THREADS)


def in_turn(peers: Mapping[str, Peer], rounds: int) -> dict[str, list[Run]]:
    """The runs of every peer, in each round one of each.

    The first of each is before the rounds: it imports and compiles and is only good for its memory.
    """
    with ExitStack() as stack:
        begun = {name: stack.enter_context(peer.begin()) for name, peer in peers.items()}
        turns = [{name: _asked(name, process) for name, process in begun.items()} for _ in range(rounds + 1)]
    return {name: [turn[name] for turn in turns] for name in peers}


def faster(base: Sequence[Run], runs: Sequence[Run]) -> list[float]:
    """How many times faster than `base`, round by round, smallest first."""
    return ratio(_cpu(base), _cpu(runs))


def table(found: Mapping[str, Sequence[Run]], base: str) -> list[str]:
    """The lines of a page: what each took, beside `base`."""
    lines = [f"| | CPU seconds | × {base} (min – **median** – max) | seconds by the clock | most memory, MB |"]
    lines.append("|---|---|---|---|---|")
    for name, runs in found.items():
        clock = median(run.clock for run in runs[1:])
        ratios = spread(faster(found[base], runs))
        lines.append(f"| {name} | {median(_cpu(runs)):.2f} | {ratios} | {clock:.2f} | {runs[0].megabytes:,.0f} |")
    return lines


def _cpu(runs: Sequence[Run]) -> list[float]:
    return [run.cpu for run in runs[1:]]


def _asked(name: str, process: subprocess.Popen[str]) -> Run:
    asks, answers = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
    asks.write("\n")
    asks.flush()
    answer = answers.readline()
    if not answer:
        sys.exit(f"{name}: ended before it had answered; what it said stands above")
    return Run(**json.loads(answer))


def environment(folder: Path, needed: Sequence[str]) -> Path:
    """The Python of a peer's environment, made unless it is there."""
    python = folder.absolute() / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *needed], check=True)
    return python


def _measured(run: Callable[[], object]) -> Run:
    began, clock = time.process_time(), time.perf_counter()
    with redirect_stdout(sys.stderr):
        found = run()
    return Run(time.process_time() - began, time.perf_counter() - clock, _most_memory(), found)


def _most_memory() -> float:
    """MB; not what getrusage says, which counts the process that began this one too."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Run when asked to, until nobody asks any more."""
    module, *arguments = sys.argv[1:]
    run = import_module(module).ready(*arguments)
    for _ in sys.stdin:
        print(json.dumps(asdict(_measured(run))), flush=True)


if __name__ == "__main__":
    main()
