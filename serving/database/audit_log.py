"""The audit log: who read which household and who changed what, each entry sealed on the one before."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base


class AuditEntry(Base):
    """One entry; `act` is read, changed or refused, `route` the address pattern, never with a value in it.

    `households` are the pseudonymous keys read or written, `changes` the rows and columns changed (no values).
    `seal` is the HMAC over the entry and the seal before.
    """

    __tablename__ = "audit_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64), index=True)
    role: Mapped[str] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(16))
    route: Mapped[str]
    households: Mapped[list[Any]]
    changes: Mapped[list[Any]]
    seal: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The last entry's number and seal: one row, held while an entry is added."""

    __tablename__ = "audit_head"

    only: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
