"""The cookies: one for the session, one for the language; nothing else is kept in a browser."""

from fastapi import Response

from serving.settings import Settings

LANGUAGE = "language"


def session_cookie(settings: Settings) -> str:
    """The session cookie's name; over TLS the browser itself holds it to this host."""
    return "__Host-session" if settings.secure_cookies else "session"


def set_session(response: Response, token: str, settings: Settings) -> None:
    """Give the browser a session's token, unreadable for scripts."""
    response.set_cookie(
        session_cookie(settings), token, httponly=True, samesite="lax", secure=settings.secure_cookies, path="/"
    )


def forget_session(response: Response, settings: Settings) -> None:
    """Take the session's token back."""
    response.delete_cookie(session_cookie(settings), path="/", secure=settings.secure_cookies, httponly=True)
