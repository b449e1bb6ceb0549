"""How the benchmarks measure: peers in turn, CPU seconds, and ratios within one round."""

import platform
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

Seconds = dict[str, list[float]]


def interleaved(peers: Mapping[str, Callable[[], object]], rounds: int) -> Seconds:
    """CPU seconds (all threads) of each peer in each round; one round runs every peer once.

    CPU seconds, because other work on the machine does not count; in turn, because clock and caches drift.
    """
    seconds: Seconds = {name: [] for name in peers}
    for peer in peers.values():
        peer()  # compiling, importing and loading are not measured
    for _ in range(rounds):
        for name, peer in peers.items():
            began = time.process_time()
            peer()
            seconds[name].append(time.process_time() - began)
    return seconds


def ratio(base: list[float], peer: list[float]) -> list[float]:
    """How many times faster `peer` was than `base`, round by round, smallest first."""
    return sorted(b / p for b, p in zip(base, peer, strict=True))


def spread(ratios: list[float]) -> str:
    """Minimum, median and maximum.

    >>> spread([90.0, 100.0, 120.0])
    '90 – **100** – 120'
    >>> spread([0.4, 0.456, 0.5])
    '0.40 – **0.46** – 0.50'
    """
    digits = 0 if median(ratios) >= 20 else 1 if median(ratios) >= 1 else 2
    low, middle, high = (f"{r:.{digits}f}" for r in (ratios[0], median(ratios), ratios[-1]))
    return f"{low} – **{middle}** – {high}"


def machine() -> str:
    """Processor, cores and system, in a line."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").exists()
        else iter(()),
        platform.processor(),
    )
    return f"{model}, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit that was measured, marked where files other than these pages were changed since."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ":/", ":(top,exclude)benchmarks/*.md")
    return _git("describe", "--always", "--exclude=*") + ("-dirty" if changed else "")


def _git(*words: str) -> str:
    asked = subprocess.run(["git", *words], capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
    return asked.stdout.strip()


def write_page(name: str, title: str, command: str, lines: list[str]) -> Path:
    """Write `benchmarks/<name>.md` with what was measured, where and of which commit."""
    head = [f"# {title}", "", f"`{command}`, {datetime.now(UTC):%Y-%m-%d}, commit {commit()}; {machine()}.", ""]
    path = Path(__file__).with_name(f"{name}.md")
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return path
