"""Published lists, and why a household is not on one."""

from typing import Annotated

from fastapi import Path
from sqlalchemy import select

from serving.access.masking import said
from serving.access.right import Right
from serving.answers import Listing, WeekList, WhyNot, words
from serving.database.lists import Listed
from serving.questions import HouseholdId
from serving.standing import published_week, why
from serving.web.asking import Asking, Kept
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1", tags=["lists"])
Week = Annotated[str, Path(pattern=r"^[0-9]{4}-W[0-9]{2}$", examples=["2026-W47"])]


@ENDPOINTS.endpoint("GET", "/list/{week}", Right.CALL_API, summary="One week's list")
def week_list(week: Week, caller: Asking, kept: Kept) -> WeekList:
    """The list of a week within the token's area, in the order of visits."""
    published = published_week(kept, week)
    rows = select(Listed).where(Listed.week == week).order_by(Listed.township_code, Listed.place)
    names = [name for name in Listing.model_fields if name not in ("alerts", "reasons")]
    households = [
        Listing(
            alerts=[words(said(one, caller)) for one in row.alerts],
            reasons=[words(said(one, caller)) for one in row.reasons],
            **{name: getattr(row, name) for name in names},
        )
        for row in kept.scalars(rows)
    ]
    return WeekList(week=week, as_of=published.as_of, list_hash=published.list_hash, households=households)


@ENDPOINTS.endpoint(
    "GET", "/households/{household_id}/why-not-listed", Right.CALL_API, summary="Why a household is not on the list"
)
def why_not_listed(household_id: HouseholdId, kept: Kept, week: Week | None = None) -> WhyNot:
    """Where the household stood when the list of `week` (the latest if left out) was made."""
    published, answer = why(kept, household_id, week)
    lines = [words(line) for line in answer.lines]
    return WhyNot(week=published.week, listed=answer.listed, code=answer.code, lines=lines)
