"""Cases: the file kept on a household from a clue to the end of its risk, every step taken, and help given."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from serving.database.base import Base, InArea


class Case(InArea, Base):
    """A case; `status` and `aim` are names of `serving.cases.status`, `channel` a code of status_decisions.channel.

    `due_on` is the last day for the status it is in, `whole_due_on` that for the county's decision; None where
    no clock runs. `about` are the facts it was opened for, as lists state them. `version` grows with every step.
    """

    __tablename__ = "cases"

    case_id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(24), index=True)
    aim: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    opened_on: Mapped[date]
    opened_by: Mapped[str] = mapped_column(String(64))
    since: Mapped[date]
    due_on: Mapped[date | None]
    whole_due_on: Mapped[date | None]
    green: Mapped[bool] = mapped_column(default=False)
    identified_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    about: Mapped[list[Any]]
    version: Mapped[int] = mapped_column()
    steps: Mapped[list["Step"]] = relationship(order_by="Step.step_id", lazy="selectin")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class


class Step(InArea, Base):
    """One step of a case: who moved it from where to where, when, and what was filled in.

    `words_id` names the note in the vault, None if nothing was written.
    """

    __tablename__ = "case_steps"

    step_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.case_id"), index=True)
    move: Mapped[str] = mapped_column(String(32))
    came_from: Mapped[str] = mapped_column(String(24))
    went_to: Mapped[str] = mapped_column(String(24))
    aim: Mapped[str] = mapped_column(String(16))
    on: Mapped[date] = mapped_column("step_on")
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column("step_by", String(64))
    role: Mapped[str] = mapped_column(String(32))
    filled: Mapped[dict[str, Any]]
    words_id: Mapped[str | None] = mapped_column(String(64))


class Help(InArea, Base):
    """A measure given to a household; `measure` is the name of a declared one. `amount_fen` None: not stated."""

    __tablename__ = "help_given"

    help_id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(String(64), unique=True)
    measure: Mapped[str] = mapped_column(String(64))
    given_on: Mapped[date]
    amount_fen: Mapped[int | None]
