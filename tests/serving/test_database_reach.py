"""Nothing is read or written outside a caller's reach, on both databases and however the statement is made."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from features.errors import NotAllowedError, ScopeError, SettingsError
from serving.access.caller import Within
from serving.database.areas import Household
from serving.database.base import InArea
from serving.database.engine import Database
from serving.database.layout import is_current, migrate
from serving.database.lists import Listed
from tests.serving.conftest import Service


@pytest.fixture
def database(any_service: Service) -> Database:
    return any_service.app.state.database


def everybody(database: Database) -> list[Household]:
    with database.session(Within.everything()) as session:
        return list(session.scalars(select(Household)))


def allowed(within: Within, household: Household) -> bool:
    """The rule in words: in one of the areas and, for a helper, one of the own."""
    in_area = any(household.village_code.startswith(p) for p in within.prefixes)
    return in_area and within.helper_id in (None, household.helper_id)


def reaches(people: list[Household]) -> st.SearchStrategy[Within]:
    codes = sorted({h.village_code for h in people})
    prefixes = st.sampled_from(sorted({c[:n] for c in codes for n in (2, 4, 6, 9, 12)} | {"980101", "", "990101999"}))
    helpers = st.none() | st.sampled_from(sorted({h.helper_id for h in people if h.helper_id}))
    return st.builds(Within, st.lists(prefixes, max_size=2).map(tuple), helpers)


def test_no_query_returns_a_household_outside_the_callers_reach(database: Database):
    people = everybody(database)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(within=reaches(people), one=st.sampled_from(people))
    def holds(within: Within, one: Household) -> None:
        expected = {h.household_id for h in people if allowed(within, h)}
        with database.session(within) as session:
            assert set(session.scalars(select(Household.household_id))) == expected
            assert {h.household_id for h in session.scalars(select(Listed))} <= expected
            assert session.scalar(select(func.count()).select_from(Household)) == len(expected)
            assert (session.get(Household, one.household_id) is not None) == (one.household_id in expected)

    holds()


def test_every_table_about_households_keeps_within(database: Database):
    with database.session(Within(("980101",))) as session:
        for one in InArea.__subclasses__():
            assert session.scalars(select(one).limit(1)).all() == [], one.__tablename__


def test_a_change_reaches_no_further_than_a_read(database: Database):
    people = everybody(database)
    township = people[0].village_code[:9]
    with database.session(Within((township,)), writing=True) as session:
        session.execute(update(Household).values(monitored=True))
    monitored = {h.household_id for h in everybody(database) if h.monitored}
    before = {h.household_id for h in people if h.monitored}
    assert monitored == before | {h.household_id for h in people if h.village_code.startswith(township)}


def test_nothing_is_written_into_another_area(database: Database):
    with pytest.raises(NotAllowedError), database.session(Within(("990101101",)), writing=True) as session:
        new = Household(household_id="Hnew", village_code="990101102201", group="entry", monitored=False)
        session.add(new)


def test_a_session_without_a_reach_refuses(database: Database):
    with Session(database.engine) as session, pytest.raises(ScopeError):
        session.scalars(select(Household)).all()


def test_on_postgresql_a_raw_statement_sees_no_more(database: Database):
    if database.engine.dialect.name != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM households")) == 0
    with database.session(Within(("980101",))) as session:
        assert session.scalar(text("SELECT count(*) FROM households")) == 0
    with database.session(Within.everything()) as session:
        assert session.scalar(text("SELECT count(*) FROM households")) == len(everybody(database))


def test_on_postgresql_a_role_above_row_level_security_is_refused(database: Database, request: pytest.FixtureRequest):
    if database.engine.dialect.name != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    maker = request.getfixturevalue("server").maker.replace("postgresql://", "postgresql+psycopg://")
    with pytest.raises(SettingsError):
        Database(maker).check_safe()


def test_the_layout_goes_back_to_nothing_and_forth_again(database: Database):
    assert is_current(database)
    migrate(database, "base")
    migrate(database)
    assert is_current(database)
    assert everybody(database) == []
