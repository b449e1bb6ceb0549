"""The audit log: every read of a household and every change, chained by a key so that no entry can be altered unseen.

A seal is the HMAC-SHA256 of the seal before and the entry. Who holds the database but not the key can neither
change, insert, drop nor reorder entries unseen; that the end was not cut off is told by the heads that are
exported each day to a file that lies elsewhere (`export_head`).
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.access.caller import Caller, Within
from serving.database.audit_log import AuditEntry, AuditHead
from serving.database.base import now
from serving.database.engine import Database

FIRST = "0" * 64
FIELDS = ("number", "who", "role", "act", "route", "households", "changes")
NOBODY = "nobody"


@dataclass(frozen=True)
class Broken:
    """The first entry at which the log is not as it was written."""

    number: int
    why: str


def note(
    session: Session,
    key: bytes,
    caller: Caller | None,
    act: str,
    route: str,
    households: Sequence[str] = (),
    changes: Sequence[dict[str, Any]] = (),
) -> None:
    """Add an entry in the session's transaction: it stands if and only if the rest of it does."""
    head = session.scalar(select(AuditHead).with_for_update())
    if head is None:
        head = AuditHead(only=1, number=0, seal=FIRST)
        session.add(head)
    entry = AuditEntry(
        number=head.number + 1,
        at=now(),
        who=caller.name if caller else NOBODY,
        role=caller.role.name if caller else NOBODY,
        act=act,
        route=route,
        households=list(households),
        changes=list(changes),
    )
    entry.seal = seal(key, head.seal, entry)
    head.number, head.seal = entry.number, entry.seal
    session.add(entry)
    session.flush()


def seal(key: bytes, before: str, entry: AuditEntry) -> str:
    """The seal of an entry on the one before it."""
    said = {name: getattr(entry, name) for name in FIELDS} | {"at": entry.at.astimezone(UTC).isoformat()}
    text = before + json.dumps(said, sort_keys=True, ensure_ascii=True)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def verify(database: Database, key: bytes, heads: Path | None = None) -> Broken | None:
    """None if the log is whole; else where it first is not. `heads` is the file of exported heads, if there is one."""
    exported = _exported(heads)
    before, number = FIRST, 0
    with database.session(Within.nothing()) as session:
        for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)):
            number += 1
            if entry.number != number:
                return Broken(number, "an entry is missing")
            if not hmac.compare_digest(entry.seal, seal(key, before, entry)):
                return Broken(number, "the entry was changed, or one before it was")
            if exported.get(number, entry.seal) != entry.seal:
                return Broken(number, "the entry is not the one whose seal was exported")
            before = entry.seal
        head = session.scalar(select(AuditHead))
    if (head.number, head.seal) != (number, before) if head else number:
        return Broken(number + 1, "the end of the log was cut off or replaced")
    cut = [n for n in exported if n > number]
    return Broken(min(cut), "the end of the log was cut off after its head was exported") if cut else None


def export_head(database: Database, path: Path) -> str:
    """Append the last number and seal to `path`, a file to be kept on another machine; returns the line."""
    with database.session(Within.nothing()) as session:
        head = session.scalar(select(AuditHead))
    line = json.dumps(
        {"at": now().isoformat(), "number": head.number if head else 0, "seal": head.seal if head else FIRST}
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return line


def _exported(path: Path | None) -> dict[int, str]:
    if path is None or not path.is_file():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {line["number"]: line["seal"] for line in lines if line["number"]}
