"""What fields are sealed with: AES-256-GCM, or SM4-GCM (GB/T 32907) where the national suite is required.

A sealed text is nonce, ciphertext and tag; what it belongs to is authenticated with it.
"""

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher as Working
from cryptography.hazmat.primitives.ciphers import CipherAlgorithm
from cryptography.hazmat.primitives.ciphers.algorithms import AES, SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

NONCE, TAG = 12, 16  # bytes


@dataclass(frozen=True)
class Cipher:
    """A cipher by its stored name, with keys of `key_bytes`."""

    name: str
    key_bytes: int
    algorithm: Callable[[bytes], CipherAlgorithm]

    def new_key(self) -> bytes:
        """A key of its own."""
        return secrets.token_bytes(self.key_bytes)

    def key_from(self, key: bytes) -> bytes:
        """`key`, or one derived from it where another length is needed."""
        if len(key) == self.key_bytes:
            return key
        return hmac.digest(key, self.name.encode(), "sha256")[: self.key_bytes]

    def seal(self, key: bytes, plain: bytes, belongs: bytes) -> bytes:
        """`plain`, bound to what it `belongs` to."""
        nonce = secrets.token_bytes(NONCE)
        sealing = Working(self.algorithm(key), GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(belongs)
        return nonce + sealing.update(plain) + sealing.finalize() + sealing.tag

    def open(self, key: bytes, sealed: bytes, belongs: bytes) -> bytes:
        """What was sealed; raises cryptography's InvalidTag if it was altered, moved, or sealed with another key."""
        opening = Working(self.algorithm(key), GCM(sealed[:NONCE], sealed[-TAG:])).decryptor()
        opening.authenticate_additional_data(belongs)
        return opening.update(sealed[NONCE:-TAG]) + opening.finalize()


AES_256_GCM = Cipher("aes-256-gcm", 32, AES)
SM4_GCM = Cipher("sm4-gcm", 16, SM4)
CIPHERS: Mapping[str, Cipher] = {one.name: one for one in (AES_256_GCM, SM4_GCM)}
