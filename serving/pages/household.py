"""One household: where it stands and why, what may help, what happened, why it is or is not listed; finding one."""

from fastapi import Request, Response

from features.text import Text
from serving import standing
from serving.access.masking import suggested
from serving.access.right import Right
from serving.drawing.index_over_time import index_over_time
from serving.household_records import household_of, records_of
from serving.reading import household as reading
from serving.reading.facts import facts
from serving.reading.find import find
from serving.reading.places import places
from serving.reading.timeline import timeline, weeks_listed
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import language_of, render
from serving.web.routes import Pages

PAGES = Pages()
SHOWN_AT_FIRST = 12


@PAGES.page("/households", Right.READ_HOUSEHOLDS, entry=Text(zh="查农户", en="Find a household"), place=20)
def look(request: Request) -> Response:
    """The form to find a household by number, name, identity number or phone."""
    return render(request, "households.html", {"found": None, "asked": False})


@PAGES.action("/households", Right.READ_HOUSEHOLDS)
def found(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Who was found; posted, so that no name or number stands in an address or a log."""
    rows = find(kept, request.app.state.vault, caller, str(form.get("sought", ""))[:64])
    area = places(kept, caller.within)
    return render(request, "households.html", {"found": rows, "asked": True, "area": area})


@PAGES.page("/household/{household_id}", Right.READ_HOUSEHOLDS)
def show(request: Request, caller: Asking, kept: Kept, household_id: str) -> Response:
    """The page of a household within the caller's reach."""
    one = household_of(kept, household_id)
    run, vault, today = request.app.state.run, request.app.state.vault, request.app.state.settings.day()
    assessment = run.assessment(household_id)
    shown = records_of(kept, run, caller, household_id, today)
    listed = reading.latest_listing(kept, household_id)
    people = [row["person_id"] for row in shown["members"].rows] if "members" in shown else []
    history = reading.history(kept, household_id)
    about, answer = standing.why(kept, household_id)
    alerts = listed.alerts if listed and listed.week == about.week else []
    said = facts([*alerts, *assessment["reasons"]], about.as_of, caller) if assessment else []
    context = {
        "household": one,
        "name": vault.heads(kept, caller, [household_id]).get(household_id, ""),
        "area": places(kept, caller.within),
        "helper": reading.helper_of(kept, one),
        "assessment": assessment,
        "history": history,
        "drawing": index_over_time(history, language_of(request)) if history else None,
        "risk": reading.risk_said(assessment, run, caller.may(Right.READ_LISTS)) if assessment else None,
        "fresh": [fact for fact in said if fact.new],
        "standing_facts": [fact for fact in said if not fact.new],
        "uncertain": reading.uncertain(assessment) if assessment else [],
        "offers": reading.offers(assessment, caller) if assessment else [],
        "lowers": suggested(assessment["lowers"], caller) if assessment else [],
        "held": reading.held(shown, today),
        "members": reading.members(shown, vault.shown(kept, caller, people), caller, today),
        "events": timeline(shown, weeks_listed(kept, household_id)),
        "at_first": SHOWN_AT_FIRST,
        "cases": reading.cases_of(kept, household_id) if caller.may(Right.READ_CASES) else [],
        "may_visit": caller.may(Right.VISIT),
        "may_serve": caller.may(Right.SERVE_COUNTER),
        "about": about,
        "answer": answer,
        "listed": listed,
    }
    return render(request, "household.html", context)
