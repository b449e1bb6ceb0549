"""The visits a household has had."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.database.visits import Visit


def visits_of(session: Session, household_id: str) -> list[Visit]:
    """Every visit that was reported here, the latest first."""
    mine = select(Visit).where(Visit.household_id == household_id)
    return list(session.scalars(mine.order_by(Visit.visit_id.desc())))
