"""Visits as they were reported, what is being typed, and records that were said to be wrong."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base, InArea


class Visit(InArea, Base):
    """A visit or call; `key` is the form's own, so that the same form sent twice counts once.

    `result` is a code of visits.result, `reason` the name of an answer of `serving.visits.answers`, `checked`
    the alerts and features that were asked about, `week` the list that prompted it (None: none did).
    """

    __tablename__ = "visits"

    visit_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    week: Mapped[str | None] = mapped_column(String(8))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.case_id"), index=True)
    visited_on: Mapped[date]
    result: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    by_telephone: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[list[Any]]
    reported_by: Mapped[str] = mapped_column(String(64))
    reported_at: Mapped[datetime]
    words_id: Mapped[str | None] = mapped_column(String(64))


class Draft(InArea, Base):
    """What somebody has typed of a visit and not sent; what was written freely lies in the vault."""

    __tablename__ = "visit_drafts"
    __table_args__ = (UniqueConstraint("household_id", "typed_by"),)

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    typed_by: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))
    fields: Mapped[dict[str, Any]]
    words_id: Mapped[str | None] = mapped_column(String(64))
    saved_at: Mapped[datetime]


class Correction(InArea, Base):
    """A record said to be wrong: which fact (an alert's or feature's name), for which department to answer.

    `answer` is "" until the department has answered: corrected, stands or not_ours.
    """

    __tablename__ = "corrections"

    correction_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    fact: Mapped[str] = mapped_column(String(64))
    department: Mapped[str] = mapped_column(String(32), index=True)
    filed_on: Mapped[date]
    filed_by: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date]
    words_id: Mapped[str | None] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(String(16), default="")
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None] = mapped_column(String(64))
    answer_words_id: Mapped[str | None] = mapped_column(String(64))
