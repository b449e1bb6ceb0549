"""A worry: somebody saw a household in difficulty, or the household says so itself; it becomes a clue."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import NotThereError, UnreadableError
from features.table import table
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.cases.procedure import open_case
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.household_records import household_of
from serving.reading.places import places
from serving.visits.drafts import new_key
from serving.visits.reporting import LONGEST_NOTE, key_of
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
CHANNELS = {
    "cadre": Text(zh="我看到的", en="I saw it"),
    "self_declared": Text(zh="农户自己申报", en="the household says so"),
}
RISKS = table("status_decisions").all_columns["risk_type"].codes


@PAGES.page("/worry", Right.REPORT_CLUE, entry=Text(zh="上报线索", en="Report a worry"), place=25)
def show(request: Request, caller: Asking, kept: Kept, household: str = "") -> Response:
    """The form; `household` is chosen already when one comes from its page."""
    typed = {"key": new_key(), "household_id": household[:64]}
    return render(request, "worry.html", _context(request, kept, caller) | {"typed": typed, "wrong": None})


@PAGES.action("/worry", Right.REPORT_CLUE)
def send(request: Request, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Open a clue, and go to its case."""
    try:
        household = household_of(kept, str(form.get("household_id", "")).strip()[:64])
        channel, risk_type, words = _read(form)
        workplace, key = Workplace.of(request), key_of(form)
        case = open_case(kept, workplace, caller, household, channel, risk_type=risk_type, words=words, key=key)
    except (UnreadableError, NotThereError) as error:
        typed = {name: str(value) for name, value in form.items()}
        context = _context(request, kept, caller) | {"typed": typed, "wrong": Text(zh=error.zh, en=error.en)}
        return render(request, "worry.html", context, status=error.status)
    return RedirectResponse(f"/cases/{case.case_id}", 303)


def _read(form: Any) -> tuple[str, str, str]:
    channel, risk_type, words = (str(form.get(name, "")).strip() for name in ("channel", "risk_type", "words"))
    if channel not in CHANNELS:
        raise UnreadableError("请选择线索来源", "say how it became known")
    if risk_type not in RISKS:
        raise UnreadableError("请选择是什么困难", "choose what the difficulty is")
    if not words or len(words) > LONGEST_NOTE:
        raise UnreadableError(
            f"请写明情况，不超过{LONGEST_NOTE}字", f"say what happened, in {LONGEST_NOTE} characters at most"
        )
    return channel, risk_type, words


def _context(request: Request, kept: Session, caller: Caller) -> dict[str, Any]:
    """A helper chooses among the own households; staff give the household's number."""
    own: dict[str, str] = {}
    if caller.within.helper_id is not None:
        homes = list(kept.scalars(select(Household).order_by(Household.household_id)))
        names = Workplace.of(request).vault.heads(kept, caller, [home.household_id for home in homes])
        area = places(kept, caller.within)
        own = {
            h.household_id: f"{names.get(h.household_id) or h.household_id} {area.name(h.village_code)}" for h in homes
        }
    return {"own": own, "channels": CHANNELS, "risks": RISKS}
