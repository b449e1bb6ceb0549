"""Published weekly lists: the week, and each listed household with its lane, reasons and measures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base, InArea


class PublishedList(Base):
    """One week's list as it was published; `about` is what `models.lists.papers` keeps of the week ({} if nothing)."""

    __tablename__ = "published_lists"

    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    as_of: Mapped[date]
    published_at: Mapped[datetime]
    list_hash: Mapped[str] = mapped_column(String(64))
    households: Mapped[int]
    about: Mapped[dict[str, Any]]


class Listed(InArea, Base):
    """A household on a week's list; columns as in `models.lists.weekly.COLUMNS`, JSON lists parsed.

    `assigned_to` is the helper or account name that visits, None until somebody is asked.
    """

    __tablename__ = "listed"

    week: Mapped[str] = mapped_column(ForeignKey("published_lists.week"), primary_key=True)
    household_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    township_code: Mapped[str] = mapped_column(String(12), index=True)
    lane: Mapped[str] = mapped_column(String(16))
    place: Mapped[int]
    group: Mapped[str] = mapped_column("standing_group", String(16))
    change: Mapped[str] = mapped_column(String(16))
    alerts: Mapped[list[Any]]
    reasons: Mapped[list[Any]]
    lowers: Mapped[list[Any]]
    measures: Mapped[list[Any]]
    missing: Mapped[list[Any]]
    poverty_index: Mapped[float]
    index_low: Mapped[float]
    index_high: Mapped[float]
    band: Mapped[str] = mapped_column(String(16))
    return_risk: Mapped[float]
    risk_low: Mapped[float]
    risk_high: Mapped[float]
    selection_probability: Mapped[float]
    why: Mapped[dict[str, Any]]
    model_id: Mapped[str] = mapped_column(String(32))
    fingerprint: Mapped[str] = mapped_column(String(32))
    policy_version: Mapped[str] = mapped_column(String(32))
    assigned_to: Mapped[str | None] = mapped_column(String(64))


class Standing(InArea, Base):
    """Where an assessed household stood in a week, listed or not; columns as in `WeeklyList.standing`.

    `status` is a lane or why it is in none; `unchecked` names the alerts that could not be checked.
    """

    __tablename__ = "standings"

    week: Mapped[str] = mapped_column(ForeignKey("published_lists.week"), primary_key=True)
    household_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    township_code: Mapped[str] = mapped_column(String(12), index=True)
    group: Mapped[str] = mapped_column("standing_group", String(16))
    monitored: Mapped[bool]
    poverty_index: Mapped[float]
    index_low: Mapped[float]
    index_high: Mapped[float]
    band: Mapped[str] = mapped_column(String(16))
    return_risk: Mapped[float]
    risk_low: Mapped[float]
    risk_high: Mapped[float]
    sufficient: Mapped[bool]
    missing: Mapped[list[Any]]
    unchecked: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(24), index=True)
    place: Mapped[int | None]
    position: Mapped[int | None]
    seats: Mapped[int]
    alerts: Mapped[int]
    alerts_settled: Mapped[int]
    confirmed_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    visited_on: Mapped[date | None]
    selection_probability: Mapped[float]
