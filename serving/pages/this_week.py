"""This week: the households to visit, in order, with why; asking people to visit them; the list as a workbook."""

from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from features.errors import ConflictError, NotThereError, UnreadableError
from features.text import Text
from serving.access.right import Right
from serving.database.lists import PublishedList
from serving.exporting import note_export, workbook
from serving.reading import weekly
from serving.reading.choice import LABELS, OPTIONS, Choice
from serving.reading.currency import feeds
from serving.reading.places import Places, places
from serving.reading.visitors import NOBODY, OWN_HELPER, assign, visitors
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
PROCEDURE = "procedure_days"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@PAGES.page("/week", Right.READ_LISTS, entry=Text(zh="本周名单", en="This week"), place=10)
def this_week(request: Request, caller: Asking, kept: Kept, week: str = "") -> Response:
    """The chosen part of a week's list (the latest if no week is named) within the caller's reach."""
    about = weekly.published(kept, week)
    if about is None:
        return render(request, "this_week.html", {"about": None})
    choice = Choice.of(request.query_params)
    area = places(kept, caller.within)
    return render(request, "this_week.html", _shown(request, caller, kept, about, choice, area))


def _shown(
    request: Request, caller: Asking, kept: Kept, about: PublishedList, choice: Choice, area: Places
) -> dict[str, Any]:
    weeks = weekly.weeks_published(kept)
    vault = request.app.state.vault
    held = conditions(request, about, choice, weeks)
    number = weekly.count(kept, held)
    left = weekly.gone(kept, vault, caller, about, choice)
    rows = weekly.chosen_rows(kept, held, choice.page)
    everything = about.about.get("alarms") or []
    return {
        "about": about,
        "latest": about.week == weeks[0],
        "weeks": weeks,
        "choice": choice,
        "labels": LABELS,
        "options": OPTIONS,
        "area": area,
        "number": number,
        "whole": weekly.count(kept, conditions(request, about, Choice(), weeks)),
        "rows": weekly.with_words(kept, vault, caller, rows, about.as_of),
        "pages": max(1, -(-number // weekly.AT_ONCE)),
        "left": left,
        "left_by_reason": weekly.gone_by_reason(left),
        "seats": weekly.seats(kept, about, list(area.townships)),
        "feeds": feeds(about.about.get("strip", ())),
        "volume": [Text(zh=v["zh"], en=v["en"]) for v in about.about.get("volume", ())],
        "alarms": [a for a in everything if caller.within.covers(a["village_code"])],
        "visitors": visitors(kept, caller) if caller.may(Right.ASSIGN) else {},
        "may_export": caller.may(Right.EXPORT),
        "own_helper": OWN_HELPER,
        "nobody": NOBODY,
        "said": request.query_params.get("asked", ""),
    }


def conditions(request: Request, about: PublishedList, choice: Choice, weeks: list[str]) -> list[Any]:
    """The conditions of a choice on a week's list."""
    run = request.app.state.run
    earlier = [week for week in weeks if week < about.week]
    days = run.standards.amount(PROCEDURE, run.county, about.as_of)
    return choice.conditions(about.week, earlier, days)


@PAGES.action("/week/assign", Right.ASSIGN)
def ask_to_visit(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Ask somebody to visit the ticked households, or all that were chosen; back to the same part of the list."""
    about = _current(kept, str(form.get("week", "")))
    choice = Choice.of({str(k): v for k, v in form.items()})
    held = conditions(request, about, choice, weekly.weeks_published(kept))
    rows = weekly.chosen_rows(kept, held, None)
    if not form.get("all"):
        ticked = {str(h) for h in form.getlist("household")}
        rows = [row for row in rows if row.household_id in ticked]
    if not rows:
        raise UnreadableError("请先勾选要分派的农户", "tick the households that are to be visited first")
    number = assign(kept, caller, rows, str(form.get("to", "")))
    return RedirectResponse("/week?" + urlencode(choice.chosen | {"asked": number}), 303)


@PAGES.action("/week/export", Right.EXPORT)
def export(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Exactly the chosen part of the list as the county's workbook."""
    about = weekly.published(kept, str(form.get("week", "")))
    if about is None:
        raise NotThereError("还没有发布名单", "no list has been published yet")
    choice = Choice.of({str(k): v for k, v in form.items()})
    held = conditions(request, about, choice, weekly.weeks_published(kept))
    rows = weekly.chosen_rows(kept, held, None)
    noted = note_export(kept, caller, about, choice.chosen, rows, str(form.get("reason", "")))
    names = request.app.state.vault.heads(kept, caller, [row.household_id for row in rows])
    area = places(kept, caller.within)
    content = workbook(request.app.state.run, about, rows, area, caller, names, noted)
    named = f'attachment; filename="list-{about.week}-{noted.export_id}.xlsx"'
    return Response(content, media_type=WORKBOOK, headers={"content-disposition": named})


def _current(kept: Kept, week: str) -> PublishedList:
    """The latest list; raises ConflictError if the form was made from an earlier one."""
    about = weekly.published(kept)
    if about is None or about.week != week:
        raise ConflictError(
            "新一周的名单已发布，未作分派：请返回本周名单重新选择",
            "a newer list was published and nobody was asked: go back to this week and choose again",
        )
    return about
