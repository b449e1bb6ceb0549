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
def tasks(request: Request, caller: Asking, kept: Kept, status: str = "", of: str = "me") -> Response:
    """The caller's tasks, the earliest due first; `status` narrows them to one, `of=all` widens them to every case."""
    workplace = Workplace.of(request)
    chosen = status if status in statuses() else ""
    everything = of == "all"
    mine = pending(kept, workplace, caller, chosen, everything=everything)
    context = {
        "tasks": mine,
        "counts": _labelled(counted(kept, caller)),
        "within": _labelled(counted(kept, caller, everything=True)),
        "everything": everything,
        "chosen": chosen,
        "names": workplace.vault.heads(kept, caller, [one.case.household_id for one in mine]),
        "places": places(kept, caller.within),
        "most": AT_ONCE,
    }
    return render(request, "tasks.html", context)


def _labelled(counts: dict[str, int]) -> dict[str, tuple[Text, int]]:
    return {name: (statuses()[name].label, number) for name, number in counts.items()}
