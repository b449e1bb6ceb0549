"""This week: the households to visit, in order, with why."""

from fastapi import Request, Response
from sqlalchemy import select

from features.text import Text
from serving.access.masking import said
from serving.access.right import Right
from serving.database.lists import Listed, PublishedList
from serving.web.asking import Asking, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
MOST = 50


@PAGES.page("/week", Right.READ_LISTS, entry=Text(zh="本周名单", en="This week"), place=10)
def this_week(request: Request, caller: Asking, kept: Kept) -> Response:
    """The latest published list within the caller's reach."""
    published = kept.scalar(select(PublishedList).order_by(PublishedList.week.desc()).limit(1))
    rows: list[Listed] = []
    if published is not None:
        order = (Listed.township_code, Listed.place)
        rows = list(kept.scalars(select(Listed).where(Listed.week == published.week).order_by(*order).limit(MOST)))
    shown = [(row, [said(reason, caller) for reason in row.reasons[:3]]) for row in rows]
    return render(request, "this_week.html", {"published": published, "rows": shown})
