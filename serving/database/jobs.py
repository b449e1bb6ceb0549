"""Batches that are assessed in the background: what was asked, how far it is, who asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base


class Job(Base):
    """One batch. `key` is the caller's own (idempotency), `digest` the hash of what was sent with it.

    `state` is waiting, running, done, failed or cancelled; `done` counts finished parts of `parts`. What was
    sent and what came out lies in files named after `job_id` (`serving.jobs`).
    """

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("asked_by", "key"),)

    job_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    asked_by: Mapped[str] = mapped_column(String(64), index=True)
    key: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    question: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), index=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    parts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    households: Mapped[int] = mapped_column(default=0)
    why: Mapped[str | None]
    why_zh: Mapped[str | None]
