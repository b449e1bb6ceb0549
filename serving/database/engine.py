"""How the database is opened, and the one place that keeps every reader within its reach.

A session is opened for a reach (`Within`); every statement over rows about households gets the reach as a
condition, and a session without one refuses. PostgreSQL holds the same line by row-level security, for
statements that were not made by SQLAlchemy's mapping as well.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Engine, create_engine, event, false, inspect, or_, select, text, true
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, with_loader_criteria

import serving.database
from features.errors import NotAllowedError, ScopeError, SettingsError
from serving.access.caller import Within
from serving.database.accounts import SignedIn
from serving.database.areas import Household
from serving.database.audit_log import AuditEntry, AuditHead
from serving.database.base import Base, InArea
from serving.database.writers import PATIENCE, Writers

UNSAID = (AuditEntry, AuditHead, SignedIn)  # the log does not log itself, nor that a session was used
PREFIXES, HELPER = "poverty_risk.prefixes", "poverty_risk.helper"


def kept() -> list[type[Base]]:
    """Every kept row's class: the modules of this folder, whoever wrote them."""
    for module in pkgutil.iter_modules(serving.database.__path__, "serving.database."):
        importlib.import_module(module.name)
    return [mapper.class_ for mapper in Base.registry.mappers]


class Database:
    """The service's database; `session` is the only way in."""

    def __init__(self, url: str) -> None:
        kept()
        self.engine = _engine(url)
        self._binds = {True: self.engine, False: self.engine.execution_options(writing=False)}
        self.actions: dict[str, Callable[[], None]] = {}

    @contextmanager
    def session(self, within: Within, *, writing: bool = False) -> Iterator[Session]:
        """A session that sees what lies `within`; it commits at the end if `writing`, and never half.

        On SQLite a writing session waits for the one before it.
        """
        with Session(self._binds[writing], expire_on_commit=False, info={"within": within}) as session:
            yield session
            if writing:
                session.commit()
                for name in session.info.get("afterwards", ()):
                    self.actions.get(name, _nothing)()

    def check(self) -> None:
        """Raise what the database raises if it does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def check_safe(self) -> None:
        """Raise SettingsError if PostgreSQL's row-level security would not hold for the role that is used."""
        if self.engine.dialect.name != "postgresql":
            return
        with self.engine.connect() as connection:
            above = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            if connection.scalar(text(above)):
                raise SettingsError(
                    "POVERTY_RISK_DATABASE: its role stands above row-level security; name a role without SUPERUSER "
                    "and BYPASSRLS"
                )


def _nothing() -> None:
    """No action of that name is registered (a command without the application)."""


def afterwards(session: Session, name: str) -> None:
    """Have the action `name` of `Database.actions` done once this session has committed."""
    session.info.setdefault("afterwards", set()).add(name)


def _engine(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        writers = Writers()
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", writers.begin)
        event.listen(engine, "commit", writers.end)
        event.listen(engine, "rollback", writers.end)
        event.listen(engine, "checkin", writers.given_back)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `Writers` says
    wait = f"busy_timeout = {1000 * PATIENCE}"
    for pragma in ("journal_mode = WAL", "synchronous = FULL", wait, "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Session, "after_begin")
def _say_reach(session: Session, _transaction: Any, connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        within = _within(session)
        said = {"prefixes": ",".join(p or "*" for p in within.prefixes), "helper": within.helper_id or ""}
        connection.execute(
            text(f"SELECT set_config('{PREFIXES}', :prefixes, true), set_config('{HELPER}', :helper, true)"), said
        )


def _within(session: Session) -> Within:
    within = session.info.get("within")
    if within is None:
        raise ScopeError("a session was opened without a reach: use Database.session")
    return within


@event.listens_for(Session, "do_orm_execute")
def _keep_within(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    state.statement = state.statement.options(*_criteria(tuple(InArea.__subclasses__()), _within(state.session)))


@lru_cache(maxsize=4096)
def _criteria(classes: tuple[type[InArea], ...], within: Within) -> list[LoaderCriteriaOption]:
    """The reach as a condition on every class about households; made once, since every statement carries it."""
    return [with_loader_criteria(one, reaches(one, within), include_aliases=True) for one in classes]


def reaches(one: Any, within: Within) -> ColumnElement[bool]:
    """The condition that a row of class `one` lies within; false where nothing does."""
    if not within.prefixes:
        return false()
    area = true() if "" in within.prefixes else or_(*(one.village_code.startswith(p) for p in within.prefixes))
    if within.helper_id is None:
        return area
    own = Household.__table__
    return area & one.household_id.in_(select(own.c.household_id).where(own.c.helper_id == within.helper_id))


@event.listens_for(Session, "before_flush")
def _write_within(session: Session, _context: Any, _instances: Any) -> None:
    within = _within(session)
    for one in (*session.new, *session.dirty):
        if isinstance(one, InArea) and not within.covers(one.village_code):
            raise NotAllowedError("所写内容超出您的辖区", "what was written lies outside your area")
    changes = session.info.setdefault("changes", [])
    for act, some in (("added", session.new), ("changed", session.dirty), ("deleted", session.deleted)):
        changes += [_change(act, one) for one in some if not isinstance(one, UNSAID)]


@event.listens_for(InArea, "load", propagate=True)
def _note_read(one: Any, context: Any) -> None:
    """Which households a session has read: the audit log asks (`seen`)."""
    saw(context.session, [one.household_id])


def _change(act: str, one: Any) -> dict[str, Any]:
    """What is changed, without any value: table, columns, and the household if it is about one."""
    columns = [a.key for a in inspect(one).attrs if a.history.has_changes()] if act == "changed" else []
    about = {"household_id": one.household_id} if isinstance(one, InArea) else {}
    return {"act": act, "table": one.__tablename__, "columns": columns} | about


def saw(session: Session, households: Iterable[str]) -> None:
    """Note that households were read in another way than through this session (records, files)."""
    session.info.setdefault("seen", set()).update(households)


def seen(session: Session) -> list[str]:
    """The households read or written in this session, for the audit log."""
    return sorted(session.info.get("seen", ()))


def changes(session: Session) -> list[dict[str, Any]]:
    """What was changed in this session, for the audit log."""
    return list(session.info.get("changes", ()))
