"""Accounts: who may sign in, in which role and area; new, renewed, locked."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from features.department import Department
from features.errors import ConflictError
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.access.role import roles
from serving.database.accounts import Account, Token
from serving.database.areas import Area
from serving.sign_in.accounts import account_named, make_account, renew_password, set_disabled, switch_codes
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()


@PAGES.page("/accounts", Right.MANAGE_ACCOUNTS, entry=Text(zh="账号管理", en="Accounts"), place=90)
def show(request: Request, kept: Kept) -> Response:
    """Every account and every token."""
    return _page(request, kept)


@PAGES.action("/accounts", Right.MANAGE_ACCOUNTS)
def add(request: Request, kept: Kept, form: Filled) -> Response:
    """A new account; its password is shown once."""
    name = _field(form, "name")
    password = make_account(
        kept,
        name,
        _field(form, "role"),
        area_code=_field(form, "area_code"),
        helper_id=_field(form, "helper_id") or None,
        department=_field(form, "department") or None,
        shown=_field(form, "shown"),
    )
    return _page(request, kept, secret=password, of=name)


@PAGES.action("/accounts/{name}/password", Right.MANAGE_ACCOUNTS)
def renew(request: Request, name: str, kept: Kept) -> Response:
    """A new password, shown once."""
    return _page(request, kept, secret=renew_password(kept, account_named(kept, name)), of=name)


@PAGES.action("/accounts/{name}/codes", Right.MANAGE_ACCOUNTS)
def codes(request: Request, name: str, kept: Kept, form: Filled) -> Response:
    """One-time codes on or off; the secret is shown once."""
    secret = switch_codes(account_named(kept, name), _field(form, "on") == "yes")
    return _page(request, kept, secret=secret, of=name)


@PAGES.action("/accounts/{name}/locked", Right.MANAGE_ACCOUNTS)
def lock(name: str, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Lock or unlock an account, but not one's own."""
    account = account_named(kept, name)
    _check_other(account, caller)
    set_disabled(kept, account, _field(form, "on") == "yes")
    return RedirectResponse("/accounts", 303)


def _check_other(account: Account, caller: Caller) -> None:
    if account.account_id == caller.account_id:
        raise ConflictError("不能停用自己的账号", "nobody locks the own account")


def _page(request: Request, kept: Session, secret: str | None = None, of: str = "") -> Response:
    areas = list(kept.scalars(select(Area).order_by(Area.area_code)))
    shown = {
        "accounts": list(kept.scalars(select(Account).order_by(Account.role, Account.name))),
        "tokens": list(kept.scalars(select(Token).order_by(Token.name))),
        "roles": {name: role for name, role in roles().items() if role.signs_in},
        "areas": areas,
        "named": {area.area_code: area.name for area in areas},
        "department_words": {department.value: department.label for department in Department},
        "departments": list(Department),
        "secret": secret,
        "of": of,
    }
    return render(request, "accounts.html", shown)


def _field(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()[:128]
