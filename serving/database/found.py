"""What people found out, kept until it stands in the record store (`serving.findings`)."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base, InArea


class Finding(InArea, Base):
    """A record to append: its table, its columns as JSON (days as 2026-11-22), and when it was appended."""

    __tablename__ = "findings"

    finding_id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(String(64), index=True)
    table: Mapped[str] = mapped_column("record_table", String(64))
    columns: Mapped[dict[str, Any]]
    found_at: Mapped[datetime]
    appended_at: Mapped[datetime | None]
