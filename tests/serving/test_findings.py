"""What people found out goes back to the records, with both dates, whatever happens in between."""

from datetime import date

import pytest
from sqlalchemy import select

from features.errors import ContractError, NotThereError
from features.scope import Scope
from serving import findings
from serving.access.caller import Within
from serving.database.areas import Household
from serving.database.engine import Database
from serving.database.found import Finding
from tests.serving.conftest import Service

DAY = date(2026, 11, 23)


@pytest.fixture
def database(any_service: Service) -> Database:
    return any_service.app.state.database


def some_household(database: Database) -> Household:
    with database.session(Within.everything()) as session:
        return session.scalars(select(Household).limit(1)).one()


def visit(session, household_id: str, result: str = "confirmed", known_on: date = DAY, **more) -> None:
    findings.find(
        session,
        "visits",
        household_id,
        record_id="visit-1",
        happened_on=DAY,
        known_on=known_on,
        prompted_by="list",
        result=result,
        **more,
    )


def visits(service: Service, as_of: date = DAY):
    rows = service.app.state.run.records.rows("visits", as_of, Scope.everything())
    return rows[rows["record_id"] == "visit-1"]


def test_a_visit_is_appended_to_the_records_with_both_dates(any_service: Service, database: Database):
    household = some_household(database)
    with database.session(Within.everything(), writing=True) as session:
        visit(session, household.household_id, selection_probability=0.25)
    row = visits(any_service).iloc[0]
    assert (row["happened_on"].date(), row["known_on"].date(), row["selection_probability"]) == (DAY, DAY, 0.25)
    assert visits(any_service, date(2026, 11, 22)).empty


def test_the_same_visit_reported_again_corrects_the_first(any_service: Service, database: Database):
    household = some_household(database)
    for result, known_on in (("confirmed", DAY), ("not_confirmed", date(2026, 11, 24))):
        with database.session(Within.everything(), writing=True) as session:
            visit(session, household.household_id, result, known_on)
    assert list(visits(any_service, date(2026, 11, 24))["result"]) == ["not_confirmed"]


def test_what_the_table_does_not_take_is_refused_and_nothing_is_kept(database: Database):
    household = some_household(database)
    with pytest.raises(ContractError), database.session(Within.everything(), writing=True) as session:
        visit(session, household.household_id, result="perhaps")
    with database.session(Within.everything()) as session:
        assert session.scalars(select(Finding)).all() == []


def test_nobody_finds_anything_out_about_a_household_out_of_reach(database: Database):
    household = some_household(database)
    other = "990101999999" if not household.village_code.startswith("990101999") else "990101998999"
    with pytest.raises(NotThereError), database.session(Within((other,)), writing=True) as session:
        visit(session, household.household_id)


def test_what_could_not_be_appended_waits_and_is_appended_once(any_service: Service, database: Database):
    household = some_household(database)
    deliver = database.actions.pop("findings")
    with database.session(Within.everything(), writing=True) as session:
        visit(session, household.household_id)
    assert visits(any_service).empty
    deliver()
    assert findings.deliver(database, any_service.app.state.run.records) == 0
    assert len(visits(any_service)) == 1


def test_what_was_corrected_before_it_could_be_appended_counts_as_corrected(any_service: Service, database: Database):
    household = some_household(database)
    deliver = database.actions.pop("findings")
    for result in ("confirmed", "changed"):
        with database.session(Within.everything(), writing=True) as session:
            visit(session, household.household_id, result)
    deliver()
    assert list(visits(any_service)["result"]) == ["changed"]
