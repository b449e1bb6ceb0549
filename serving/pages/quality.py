"""Data quality: what the rules found, by township and by who mends it; which never fired; each finding in words."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from features.department import Department
from features.errors import ConflictError, MappingError, NotThereError, UnreadableError
from features.quality import exemptions
from features.quality.check import subjects
from features.quality.exemptions import Exemption
from features.quality.rule import Severity, rules
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.database.areas import Household
from serving.database.engine import saw
from serving.intake.sending import Sending
from serving.reading.places import places
from serving.reading.quality import Results, by_department, by_rule, by_township, of_caller, results
from serving.web.asking import Asking, Filled, Kept, note_alone
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
AT_ONCE = 50
LONG = timedelta(days=183)  # how long an exemption lasts unless another day is chosen
WORK = {"everything": "quality", "duplicates": "duplicates"}


@PAGES.page("/quality", Right.READ_QUALITY, entry=Text(zh="数据质量", en="Data quality"), place=63)
def dashboard(request: Request, caller: Asking, kept: Kept, severity: str = "", township: str = "") -> Response:
    """The last check: counts by township and department, every rule with what it found, the silent ones too."""
    found = _results(request)
    area = places(kept, caller.within)
    context: dict[str, Any] = {
        "found": found,
        "area": area,
        "severities": list(Severity),
        "may_run": caller.may(Right.RUN_CHECKS),
    }
    if found is None:
        return render(request, "quality.html", context)
    rows = of_caller(found, caller)
    standing = rows[rows["exempt"] == ""]
    chosen = rows[rows["area_code"].str.startswith(township[:9])] if township else rows
    fired = [f for f in by_rule(chosen, caller.department) if severity in ("", f.rule.severity.value)]
    context |= {
        "totals": {s: int((standing["severity"] == s.value).sum()) for s in Severity},
        "exempted": int((rows["exempt"] != "").sum()),
        "townships": by_township(standing),
        "departments": by_department(standing),
        "label_of": lambda value: Department(value).label,
        "fired": [f for f in fired if f.findings],
        "silent": [f for f in fired if not f.findings],
        "severity": severity,
        "township": township,
    }
    return render(request, "quality.html", context)


@PAGES.page("/quality/rules/{name}", Right.READ_QUALITY)
def rule(request: Request, name: str, caller: Asking, kept: Kept, township: str = "", page: int = 1) -> Response:
    """What one rule found within reach, a sentence each."""
    found = _results(request)
    rows = _of_rule(found, name, caller)
    rows = rows[rows["area_code"].str.startswith(township[:9])].sort_values(["exempt", "area_code", "household_id"])
    page = max(1, page)
    rows = rows.assign(subject=subjects(rows))
    shown = rows.iloc[(page - 1) * AT_ONCE : page * AT_ONCE].to_dict("records")
    households = [str(row["household_id"]) for row in shown if row["household_id"]]
    saw(kept, households)
    known = set(kept.scalars(select(Household.household_id).where(Household.household_id.in_(households))))
    context = {
        "rule": rules()[name],
        "as_of": found.as_of if found else None,
        "rows": shown,
        "may_exempt": caller.may(Right.EXEMPT_FINDINGS),
        "until": (request.app.state.settings.day() + LONG).isoformat(),
        "number": len(rows),
        "page": page,
        "pages": max(1, -(-len(rows) // AT_ONCE)),
        "township": township,
        "area": places(kept, caller.within),
        "names": request.app.state.vault.heads(kept, caller, households),
        "linked": known if caller.may(Right.READ_HOUSEHOLDS) else set(),
    }
    return render(request, "quality_rule.html", context)


def _results(request: Request) -> Results | None:
    return results(request.app.state.run.root, request.app.state.settings.day())


def _of_rule(found: Results | None, name: str, caller: Caller) -> pd.DataFrame:
    """What a rule found within the caller's reach."""
    if found is None or name not in rules():
        raise NotThereError("没有此规则的检查结果", "there is no result of such a rule")
    rows = of_caller(found, caller)
    return rows[rows["rule"] == name]


@PAGES.action("/quality/rules/{name}/exempt", Right.EXEMPT_FINDINGS)
def exempt(request: Request, name: str, caller: Asking, form: Filled) -> Response:
    """Exempt a finding, in the caller's name, with a reason and until a day."""
    subject = _subject(request, name, caller, form)
    try:
        until = date.fromisoformat(str(form.get("until", "")))
    except ValueError:
        raise UnreadableError("请写明豁免到哪一天", "say until which day it is exempted") from None
    why, root = " ".join(str(form.get("why", "")).split())[:200], request.app.state.run.records.root
    given = Exemption(rule=name, subject=subject, why=why, owner=caller.name, until=until)
    try:
        exemptions.exempt(root, given, request.app.state.settings.day())
    except MappingError as error:
        raise UnreadableError("豁免须写明理由，期限自今日起不超过一年", str(error)) from None
    note_alone(request, caller, "changed")
    return RedirectResponse(f"/quality/rules/{name}", 303)


@PAGES.action("/quality/rules/{name}/end-exemption", Right.EXEMPT_FINDINGS)
def end_exemption(request: Request, name: str, caller: Asking, form: Filled) -> Response:
    """End an exemption before its day: the finding is back."""
    subject, root = _subject(request, name, caller, form), request.app.state.run.records.root
    try:
        exemptions.end(root, name, subject, by=caller.name, on=request.app.state.settings.day())
    except MappingError as error:
        raise ConflictError("此豁免已经结束", str(error)) from None
    note_alone(request, caller, "changed")
    return RedirectResponse(f"/quality/rules/{name}", 303)


def _subject(request: Request, name: str, caller: Caller, form: Mapping[str, Any]) -> str:
    """Whom the form speaks of: somebody within reach of whom the rule found something."""
    subject = str(form.get("subject", ""))
    if subject not in set(subjects(_of_rule(_results(request), name, caller))):
        raise NotThereError("没有这一处问题", "there is no such finding")
    return subject


@PAGES.action("/quality/check", Right.RUN_CHECKS)
def check(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Run every rule and comparison, or look for people entered twice, in the background."""
    kind = WORK.get(str(form.get("what", "")))
    if kind is None:
        raise UnreadableError("请选择要做的检查", "choose what is to be checked")
    sending = Sending(kept, caller, request.app.state.worker.folder, request.app.state.settings.day())
    return RedirectResponse(f"/intake/jobs/{sending.work(kind).job_id}", 303)
