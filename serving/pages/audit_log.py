"""The audit log: who read or changed what, newest first; by household, by person, by day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fastapi import Request, Response
from sqlalchemy import Select, String, cast, select

from features.text import Text
from serving import audit
from serving.access.right import Right
from serving.access.role import roles
from serving.database.audit_log import AuditEntry
from serving.web.asking import Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
AT_ONCE = 100
ACTS = {
    "read": Text(zh="查看", en="read"),
    "changed": Text(zh="更改", en="changed"),
    "refused": Text(zh="被拒绝", en="refused"),
    "signed_in": Text(zh="登录", en="signed in"),
}


@PAGES.page("/audit", Right.READ_AUDIT, entry=Text(zh="审计记录", en="Audit log"), place=95)
def show(
    request: Request, kept: Kept, household: str = "", who: str = "", on: date | None = None, before: int | None = None
) -> Response:
    """Up to a hundred entries, newest first."""
    rows = list(kept.scalars(_chosen(household.strip()[:64], who.strip()[:64], on, before).limit(AT_ONCE)))
    shown = {"household": household, "who": who, "on": on, "acts": ACTS, "more": len(rows) == AT_ONCE}
    return render(request, "audit_log.html", shown | {"lines": rows, "roles": roles()})


@PAGES.page("/audit/verify", Right.READ_AUDIT)
def verify(request: Request) -> Response:
    """Whether the log is as it was written."""
    state = request.app.state
    broken = audit.verify(state.database, state.keys.audit, state.settings.heads_file)
    return render(request, "audit_verified.html", {"broken": broken})


def _chosen(household: str, who: str, on: date | None, before: int | None) -> Select[Any]:
    chosen = select(AuditEntry).order_by(AuditEntry.number.desc())
    if household:
        chosen = chosen.where(cast(AuditEntry.households, String).contains(f'"{household}"', autoescape=True))
    if who:
        chosen = chosen.where(AuditEntry.who == who)
    if on is not None:
        first = datetime.combine(on, time(), UTC)
        chosen = chosen.where(AuditEntry.at >= first, AuditEntry.at < first + timedelta(days=1))
    return chosen if before is None else chosen.where(AuditEntry.number < before)
