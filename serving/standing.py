"""Why a household is or is not on a week's list, from where it stood when the list was made."""

import json
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import NotThereError
from models.lists.listed import ListedRows
from models.lists.weekly import WeeklyList
from models.lists.why_not import Answer, why_not
from serving.database.lists import PublishedList, Standing
from serving.household_records import household_of


def published_week(session: Session, week: str | None = None) -> PublishedList:
    """A published week (None: the latest); raises NotThereError if there is none."""
    wanted = select(PublishedList).order_by(PublishedList.week.desc()).limit(1)
    found = session.scalar(wanted if week is None else wanted.where(PublishedList.week == week))
    if found is None:
        raise NotThereError("没有这一周的名单", "no list was published for that week")
    return found


def why(session: Session, household_id: str, week: str | None = None) -> tuple[PublishedList, Answer]:
    """The week and the answer for one household; raises NotThereError for a household out of reach."""
    household_of(session, household_id)
    published = published_week(session, week)
    return published, why_not(household_id, _weekly(published, session.get(Standing, (published.week, household_id))))


def _weekly(published: PublishedList, standing: Standing | None) -> WeeklyList:
    """The week with only this household's standing, which is all that the answer reads."""
    rows = [] if standing is None else [_row(standing)]
    columns = [a.key for a in Standing.__mapper__.column_attrs]
    unchecked = [] if standing is None else standing.unchecked
    return WeeklyList(
        week=published.week,
        as_of=published.as_of,
        listed=ListedRows(pd.DataFrame()),
        standing=pd.DataFrame(rows, columns=columns),
        capacity=pd.DataFrame(),
        unchecked=pd.DataFrame({"alert": unchecked}).assign(household_id=standing.household_id if standing else ""),
        seed=0,
    )


def _row(standing: Standing) -> dict[str, Any]:
    row = {a.key: getattr(standing, a.key) for a in Standing.__mapper__.column_attrs}
    return row | {"missing": json.dumps(row["missing"])}
