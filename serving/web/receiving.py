"""Bodies that are files: written to disk as they come, never held in memory."""

import hashlib
from pathlib import Path

from anyio import to_thread
from fastapi import Request


async def receive(request: Request, path: Path, salt: str) -> str:
    """Write the body to `path` as it comes; returns the hash of `salt` and the body."""
    digest = hashlib.sha256(salt.encode())
    with path.open("wb") as file:
        async for piece in request.stream():
            digest.update(piece)
            await to_thread.run_sync(file.write, piece)
    return digest.hexdigest()
