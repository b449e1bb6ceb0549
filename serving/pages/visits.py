"""My visits: the caller's households by due date, for the phone first."""

from fastapi import Request, Response

from features.text import Text
from serving.access.right import Right
from serving.cases.workplace import Workplace
from serving.reading.facts import facts
from serving.reading.places import places
from serving.visits import told
from serving.visits.answers import RESULTS
from serving.visits.due import latest_list, tasks
from serving.web.asking import Asking, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()


@PAGES.page("/visits", Right.VISIT, entry=Text(zh="我的走访", en="My visits"), place=12)
def visits(request: Request, caller: Asking, kept: Kept) -> Response:
    """The caller's households, the earliest due first."""
    workplace = Workplace.of(request)
    mine, published = tasks(kept, workplace, caller), latest_list(kept)
    names = workplace.vault.heads(kept, caller, [task.household.household_id for task in mine])
    first = {}
    for task in mine:
        found = facts([*task.row.alerts, *task.row.reasons], published.as_of, caller) if task.row and published else []
        first[task.household.household_id] = told.in_three_sentences(found)[:1]
    open_ = [task for task in mine if task.visit is None]
    context = {
        "open": open_,
        "done": [task for task in mine if task.visit is not None],
        "overdue": sum(task.due.value == "overdue" for task in open_),
        "names": names,
        "first": first,
        "places": places(kept, caller.within),
        "results": RESULTS,
        "published": published,
    }
    return render(request, "visits.html", context)
