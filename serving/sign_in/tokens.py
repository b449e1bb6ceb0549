"""Bearer tokens of programs: made once, shown once, kept as a hash, ended by date or by hand."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from features.department import Department
from features.errors import ConflictError, NotThereError
from serving.access.caller import Caller, Within
from serving.access.role import roles
from serving.database.accounts import Token
from serving.database.areas import Area
from serving.database.base import now
from serving.database.engine import Database
from serving.sign_in.sessions import digest

ROLE, SENDER = "integrator", "department_program"
SCHEME = "bearer "


def make_token(
    database: Database, name: str, area_code: str, days: int = 365, department: Department | None = None
) -> str:
    """A token for the program called `name`, for the area of `area_code` (12 digits); shown only now.

    With a `department` it is that department's system, which sends its records and does nothing else.
    """
    token = "pr_" + secrets.token_urlsafe(32)
    moment = now()
    with database.session(Within.nothing(), writing=True) as session:
        if session.get(Area, area_code) is None:
            raise NotThereError("没有此区划代码", f"there is no area {area_code}; give its 12 digits")
        if session.scalar(select(Token).where(Token.name == name)) is not None:
            raise ConflictError("已有同名令牌", "there is a token of that name; revoke it and choose another name")
        kept = Token(
            token_hash=digest(token),
            name=name,
            role=SENDER if department else ROLE,
            area_code=area_code,
            department=department.value if department else None,
            made_at=moment,
            ends_at=moment + timedelta(days=days),
        )
        session.add(kept)
    return token


def revoke_token(database: Database, name: str) -> None:
    """End the token of the program called `name`; raises NotThereError if there is none."""
    with database.session(Within.nothing(), writing=True) as session:
        kept = session.scalar(select(Token).where(Token.name == name))
        if kept is None:
            raise NotThereError("没有此名称的令牌", "there is no token of that name")
        kept.revoked = True


def caller_of_token(database: Database, authorization: str) -> Caller | None:
    """The program behind an Authorization header; None if the token is unknown, ended or revoked."""
    if not authorization.lower().startswith(SCHEME):
        return None
    with database.session(Within.nothing()) as session:
        kept = session.get(Token, digest(authorization[len(SCHEME) :].strip()))
    return _caller(kept)


def caller_named(database: Database, name: str) -> Caller | None:
    """The program called `name`, if its token still holds."""
    with database.session(Within.nothing()) as session:
        return _caller(session.scalar(select(Token).where(Token.name == name)))


def _caller(kept: Token | None) -> Caller | None:
    if kept is None or kept.revoked or (kept.ends_at is not None and kept.ends_at <= now()):
        return None
    role = roles()[kept.role]
    within = token_reach(kept)
    return Caller(name=kept.name, role=role, within=within, area_code=kept.area_code, department=kept.department)


def token_reach(kept: Token) -> Within:
    """A token reaches the area it was made for: a county, a township or a village."""
    trimmed = {6: kept.area_code[:6], 9: kept.area_code[:9], 12: kept.area_code}
    length = 6 if kept.area_code.endswith("000000") else 9 if kept.area_code.endswith("000") else 12
    return Within((trimmed[length],)) if len(kept.area_code) == 12 else Within.nothing()
