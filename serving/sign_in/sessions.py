"""Signing in and out: lock-out, server-side sessions, and who a session's token belongs to."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from features.errors import NotSignedInError
from serving.access.caller import Caller, Within
from serving.access.role import Reach, roles
from serving.database.accounts import Account, SignedIn
from serving.database.base import now
from serving.database.engine import Database
from serving.settings import Settings
from serving.sign_in.codes import step_of
from serving.sign_in.passwords import NOBODYS, matches

FAILURES, LOCKED_MINUTES = 5, 15
NOT_NOTED_SECONDS = 60  # a session's last use is written at most once a minute


def digest(token: str) -> str:
    """The hash under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(database: Database, name: str, password: str, code: str = "") -> str:
    """A new session's token; raises NotSignedInError, with the same words whatever was wrong."""
    with database.session(Within.nothing(), writing=True) as session:
        account = session.scalar(select(Account).where(Account.name == name.strip()))
        right = matches(password, account.password_hash if account else NOBODYS)
        if account is None:
            raise _wrong()
        allowed = _count(account, right and _code_right(account, code))
        if allowed:
            token = secrets.token_urlsafe(32)
            moment = now()
            session.add(
                SignedIn(
                    token_hash=digest(token),
                    account_id=account.account_id,
                    csrf=secrets.token_urlsafe(24),
                    begun_at=moment,
                    used_at=moment,
                )
            )
    if not allowed:
        raise _wrong()
    return token


def _wrong() -> NotSignedInError:
    return NotSignedInError(
        f"账号、口令或验证码不对；连续{FAILURES}次不对，账号锁定{LOCKED_MINUTES}分钟",
        f"name, password or code is wrong; after {FAILURES} wrong attempts an account is locked for "
        f"{LOCKED_MINUTES} minutes",
    )


def _code_right(account: Account, code: str) -> bool:
    if account.code_secret is None:
        return True
    step = step_of(account.code_secret, code, account.code_used)
    if step is not None:
        account.code_used = step
    return step is not None


def _count(account: Account, right: bool) -> bool:
    """Whether the account may come in; counts what was wrong and locks it."""
    moment = now()
    if account.disabled or (account.locked_until is not None and account.locked_until > moment):
        return False
    if right:
        account.failures, account.locked_until = 0, None
        return True
    account.failures += 1
    if account.failures >= FAILURES:
        account.failures, account.locked_until = 0, moment + timedelta(minutes=LOCKED_MINUTES)
    return False


def sign_out(database: Database, token: str) -> None:
    """End a session."""
    with database.session(Within.nothing(), writing=True) as session:
        session.execute(delete(SignedIn).where(SignedIn.token_hash == digest(token)))


def caller_of_session(database: Database, token: str, settings: Settings) -> Caller | None:
    """Who holds the session of `token`; None if it has ended or its account was disabled."""
    with database.session(Within.nothing()) as session:
        found = session.get(SignedIn, digest(token))
    if found is None or found.account.disabled or found.account.role not in roles():
        return None
    moment = now()
    idle, old = moment - found.used_at, moment - found.begun_at
    if idle > timedelta(minutes=settings.number("idle_minutes")) or old > timedelta(
        hours=settings.number("session_hours")
    ):
        sign_out(database, token)
        return None
    if idle.total_seconds() > NOT_NOTED_SECONDS:
        with database.session(Within.nothing(), writing=True) as session:
            session.merge(found).used_at = moment
    return caller_of(found.account, csrf=found.csrf)


def caller_of(account: Account, csrf: str = "") -> Caller:
    """The caller an account stands for; its reach is never wider than its role's."""
    role = roles()[account.role]
    return Caller(
        name=account.name,
        role=role,
        within=within_of(role.reach, account.area_code, account.helper_id),
        account_id=account.account_id,
        csrf=csrf,
        department=account.department,
        area_code=account.area_code,
    )


def within_of(reach: Reach, area_code: str, helper_id: str | None) -> Within:
    """The households of an account: nothing unless its area, or its helper, is written down."""
    if reach is Reach.NOWHERE or len(area_code) != 12:
        return Within.nothing()
    if reach is Reach.OWN_HOUSEHOLDS:
        return Within((area_code[:6],), helper_id) if helper_id else Within.nothing()
    prefix = area_code[: reach.digits]
    return Within.nothing() if prefix.endswith("000") and reach is not Reach.COUNTY else Within((prefix,))
