"""The county's secret for keyed hashes and for the encrypted register: a file of 32 random bytes, outside git."""

import os
import secrets
import stat
from pathlib import Path

from features.errors import IntakeError

BYTES = 32
VARIABLE = "POVERTY_RISK_IDENTITY_KEY"


def identity_key(store: Path) -> bytes:
    """The key in the file that POVERTY_RISK_IDENTITY_KEY names, else in `store`/identity/key, made when absent.

    Without the same key a person of next month's file would not be the person of this month's, so
    back it up. Raises IntakeError if the file is readable by others or of another length.
    """
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else Path(store) / "identity" / "key"
    if not path.exists():
        if named:
            raise IntakeError(f"{VARIABLE} names {path.name}, which is not there: put the county's key there")
        _make(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise IntakeError(f"the key {path.name} can be read by others: run chmod 600 on it")
    key = path.read_bytes()
    if len(key) != BYTES:
        raise IntakeError(f"the key {path.name} has {len(key)} bytes instead of {BYTES}: restore it from the backup")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(".partial")
    file = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as opened:
        opened.write(secrets.token_bytes(BYTES))
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(partial, path)
