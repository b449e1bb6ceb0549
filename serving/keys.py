"""The keys: one file outside the database, readable by its owner only, made at the first start."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from features.errors import SettingsError


@dataclass(frozen=True)
class Keys:
    """Keys of 256 bits: `audit` seals the log, `blind` makes look-ups of encrypted values, `vault` encrypts them.

    `vault` maps a key's name to the key; `current` is the one new values are encrypted with.
    """

    audit: bytes
    blind: bytes
    vault: dict[str, bytes]
    current: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """The keys of a file; raises SettingsError if it is absent, unreadable or open to others."""
        if not path.is_file():
            raise SettingsError(f"{path.name}: there is no file of keys; `python -m serving start` makes one")
        if path.stat().st_mode & 0o077:
            raise SettingsError(f"{path.name}: the keys are readable for others; run chmod 600 on the file")
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
            vault = {name: bytes.fromhex(key) for name, key in read["vault"].items()}
            found = cls(bytes.fromhex(read["audit"]), bytes.fromhex(read["blind"]), vault, read["current"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise SettingsError(f"{path.name}: cannot be read as keys; restore it from its backup") from None
        if found.current not in found.vault or any(len(k) != 32 for k in (found.audit, found.blind, *vault.values())):
            raise SettingsError(f"{path.name}: a key is missing or too short; restore the file from its backup")
        return found

    def write(self, path: Path) -> None:
        """Write the file anew; it appears whole and readable by its owner only."""
        vault = {name: key.hex() for name, key in self.vault.items()}
        said: dict[str, Any] = {"audit": self.audit.hex(), "blind": self.blind.hex(), "vault": vault}
        partial = path.with_suffix(".partial")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps(said | {"current": self.current}, indent=1))
        os.replace(partial, path)

    def with_new_vault_key(self) -> Self:
        """The same keys with one more for the vault, which becomes the current one."""
        name = f"k{len(self.vault) + 1}"
        return type(self)(self.audit, self.blind, self.vault | {name: secrets.token_bytes(32)}, name)


def keys_of(path: Path) -> Keys:
    """The keys of `path`, made first if there are none."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        Keys(secrets.token_bytes(32), secrets.token_bytes(32), {"k1": secrets.token_bytes(32)}, "k1").write(path)
    return Keys.read(path)
