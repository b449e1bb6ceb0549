"""Lists that were taken out of the service as workbooks: who, when, what part, and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base


class Export(Base):
    """One workbook; `chosen` are the filters, `reason` what the person wrote; its number stands on every sheet."""

    __tablename__ = "exports"

    export_id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(ForeignKey("published_lists.week"))
    who: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    reason: Mapped[str]
    chosen: Mapped[dict[str, Any]]
    households: Mapped[int]
