"""Making, locking and renewing accounts; a new password is shown once and kept only as a hash."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from features.department import Department
from features.errors import ConflictError, NotThereError, UnreadableError
from serving.access.role import Reach, Role, roles
from serving.database.accounts import Account, SignedIn
from serving.database.areas import Area, HelperContact
from serving.sign_in.codes import new_secret
from serving.sign_in.passwords import hashed, invented

LEVELS = {Reach.COUNTY: "county", Reach.TOWNSHIP: "township", Reach.VILLAGE: "village", Reach.OWN_HOUSEHOLDS: "village"}


def make_account(
    session: Session,
    name: str,
    role_name: str,
    *,
    area_code: str = "",
    helper_id: str | None = None,
    department: str | None = None,
    shown: str = "",
) -> str:
    """A new account; returns its password.

    Raises UnreadableError for what contradicts the role and ConflictError for a name that is taken.
    """
    role = _role(role_name)
    if not name or not name.replace("_", "").replace(".", "").isalnum() or len(name) > 64:
        raise UnreadableError(
            "账号只能用字母、数字、点和下划线", "an account's name has letters, digits, dots and underscores"
        )
    if session.scalar(select(Account).where(Account.name == name)) is not None:
        raise ConflictError("已有同名账号", "there is an account of that name already")
    _check_place(session, role, area_code, helper_id)
    if role_name == "department_officer" and department not in [d.value for d in Department]:
        raise UnreadableError("请选择部门", "name the officer's department")
    password = invented()
    session.add(
        Account(
            name=name,
            shown=shown or role.label.zh,
            role=role_name,
            area_code=area_code if role.reach is not Reach.NOWHERE else "",
            helper_id=helper_id if role.reach is Reach.OWN_HOUSEHOLDS else None,
            department=department if role_name == "department_officer" else None,
            password_hash=hashed(password),
        )
    )
    return password


def _role(name: str) -> Role:
    role = roles().get(name)
    if role is None or not role.signs_in:
        raise UnreadableError("没有此角色，或此角色不登录", "there is no such role, or it does not sign in")
    return role


def _check_place(session: Session, role: Role, area_code: str, helper_id: str | None) -> None:
    if role.reach is Reach.NOWHERE:
        return
    area = session.get(Area, area_code)
    if area is None or area.level != LEVELS[role.reach]:
        level = LEVELS[role.reach]
        raise UnreadableError(f"此角色需要一个{level}级区划代码", f"this role needs the 12-digit code of a {level}")
    if role.reach is Reach.OWN_HOUSEHOLDS and session.get(HelperContact, helper_id or "") is None:
        raise UnreadableError("没有此帮扶联系人", "there is no such helper contact")


def account_named(session: Session, name: str) -> Account:
    """The account; raises NotThereError."""
    found = session.scalar(select(Account).where(Account.name == name))
    if found is None:
        raise NotThereError("没有此账号", "there is no such account")
    return found


def renew_password(session: Session, account: Account) -> str:
    """A new password; open sessions end and a lock is lifted."""
    password = invented()
    account.password_hash, account.failures, account.locked_until = hashed(password), 0, None
    _end_sessions(session, account)
    return password


def set_disabled(session: Session, account: Account, disabled: bool) -> None:
    """Lock the account for good, or open it again; open sessions end."""
    account.disabled = disabled
    _end_sessions(session, account)


def switch_codes(account: Account, on: bool) -> str | None:
    """Ask for one-time codes from now on, or no more; returns the secret for the authenticator application."""
    account.code_secret, account.code_used = (new_secret() if on else None), None
    return account.code_secret


def _end_sessions(session: Session, account: Account) -> None:
    session.execute(delete(SignedIn).where(SignedIn.account_id == account.account_id))
