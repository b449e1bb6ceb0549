"""Passwords: Argon2id with 19 MiB, two passes, one lane; the cost every guess pays."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from features.errors import UnreadableError

SHORTEST, LONGEST = 12, 128
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


def hashed(password: str) -> str:
    """The hash that is kept; raises UnreadableError for a password too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UnreadableError(
            f"口令须为{SHORTEST}至{LONGEST}个字符", f"a password has {SHORTEST} to {LONGEST} characters"
        )
    return _HASHER.hash(password)


def matches(password: str, kept: str) -> bool:
    """Whether `password` is the one that was hashed."""
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def invented() -> str:
    """A password that can be read aloud, of about 79 bits.

    >>> len(invented())
    19
    """
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


NOBODYS = _HASHER.hash(secrets.token_hex(16))
"""Checked when the account does not exist, so that a guess takes as long either way."""
