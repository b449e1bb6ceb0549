"""The register of names and numbers, sealed with AES-256-GCM: read by linkage and by nobody else.

One sealed file per batch, `identity/<number>.sealed`; of a person the latest batch counts.
"""

import io
import secrets
from pathlib import Path

import pandas as pd
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from features.errors import IntakeError

COLUMNS = ("person_id", "household_id", "name", "number", "phone", "born_on", "sex", "village_code")
NONCE = 12


def seal(people: pd.DataFrame, key: bytes, purpose: str) -> bytes:
    """`people` encrypted; `purpose` (the file's name) is bound to it, so files cannot be swapped."""
    content = io.BytesIO()
    people.to_parquet(content, index=False)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content.getvalue(), purpose.encode())


def unseal(sealed: bytes, key: bytes, purpose: str) -> pd.DataFrame:
    """What `seal` was given; raises IntakeError if the key is another or the file was changed."""
    try:
        content = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    except InvalidTag:
        raise IntakeError(f"{purpose} cannot be opened: the key is another one or the file was changed") from None
    return pd.read_parquet(io.BytesIO(content))


def read_register(root: Path, key: bytes) -> pd.DataFrame:
    """Everybody ever received, one row per person with the columns COLUMNS; the latest word counts."""
    parts = [unseal(p.read_bytes(), key, p.name) for p in sorted((Path(root) / "identity").glob("*.sealed"))]
    if not parts:
        return pd.DataFrame({c: pd.Series(dtype="str") for c in COLUMNS})
    people = pd.concat(parts, ignore_index=True)
    return people.drop_duplicates("person_id", keep="last").reset_index(drop=True)
