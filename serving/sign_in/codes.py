"""One-time codes of a phone (RFC 6238): six digits, thirty seconds, each used once."""

import base64
import hashlib
import hmac
import secrets
import time

STEP, DIGITS, DRIFT = 30, 6, 1


def new_secret() -> str:
    """A secret of 160 bits as authenticator applications read it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of a time step (seconds since 1970 divided by 30).

    >>> code_at(base64.b32encode(b"12345678901234567890").decode(), 59 // 30)  # RFC 6238, appendix B
    '287082'
    """
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: str, code: str, used: int | None, at: float | None = None) -> int | None:
    """The time step `code` belongs to, one step early or late; None if it is wrong or was used before."""
    present = int(time.time() if at is None else at) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        fresh = used is None or step > used
        if fresh and hmac.compare_digest(code_at(secret, step).encode(), code.strip().encode()):
            return step
    return None
