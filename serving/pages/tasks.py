"""My tasks: the cases that wait for the caller's next step."""

from fastapi import Request, Response

from features.text import Text
from serving.access.right import Right
from serving.cases.pending import AT_ONCE, counted, pending
from serving.cases.status import statuses
from serving.cases.workplace import Workplace
from serving.reading.places import places
from serving.web.asking import Asking, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()


@PAGES.page("/tasks", Right.READ_CASES, entry=Text(zh="我的待办", en="My tasks"), place=15)
def tasks(request: Request, caller: Asking, kept: Kept, status: str = "") -> Response:
    """The caller's tasks, the earliest due first; `status` narrows them to one status."""
    workplace = Workplace.of(request)
    chosen = status if status in statuses() else ""
    mine = pending(kept, workplace, caller, chosen)
    context = {
        "tasks": mine,
        "counts": {name: (statuses()[name].label, number) for name, number in counted(kept, caller).items()},
        "chosen": chosen,
        "names": workplace.vault.heads(kept, caller, [one.case.household_id for one in mine]),
        "places": places(kept, caller.within),
        "most": AT_ONCE,
    }
    return render(request, "tasks.html", context)
