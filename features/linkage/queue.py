"""The queue of probable duplicates as the last search left it, for whoever reviews them on a page.

`identity/queue.json` below the record store: keys and how they agree, no names.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from features.linkage.decisions import standing
from features.linkage.link import Pair
from features.whole import write_text


@dataclass(frozen=True)
class Queue:
    """Pairs nobody has decided on, most probable first; `found_on` is the day of the search, None before the first."""

    found_on: date | None
    pairs: tuple[Pair, ...]


def keep_queue(root: Path, pairs: list[Pair], on: date) -> None:
    """Leave the pairs of a search in place of those of the search before."""
    path = _path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"found_on": on.isoformat(), "pairs": [asdict(pair) for pair in pairs]}
    write_text(json.dumps(content, ensure_ascii=False), path)


def open_queue(root: Path) -> Queue:
    """What the last search found and nobody has decided since."""
    path = _path(root)
    if not path.exists():
        return Queue(None, ())
    content = json.loads(path.read_text(encoding="utf-8"))
    decided = standing(root)
    pairs = [Pair(**p | {"why": {c: (how, bits) for c, (how, bits) in p["why"].items()}}) for p in content["pairs"]]
    waits = tuple(p for p in pairs if (min(p.left, p.right), max(p.left, p.right)) not in decided)
    return Queue(date.fromisoformat(content["found_on"]), waits)


def _path(root: Path) -> Path:
    return Path(root) / "identity" / "queue.json"
