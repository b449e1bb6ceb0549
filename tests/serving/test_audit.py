"""The audit log: what is written, and that nothing can be altered unseen."""

from sqlalchemy import select, text

from serving import audit
from serving.access.caller import Within
from serving.database.audit_log import AuditEntry
from serving.database.lists import Listed
from tests.serving.conftest import Service


def entries(service: Service) -> list[AuditEntry]:
    with service.app.state.database.session(Within.nothing()) as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.number)))


def broken(service: Service) -> audit.Broken | None:
    return audit.verify(service.app.state.database, service.app.state.keys.audit, service.settings.heads_file)


def alter(service: Service, sql: str) -> None:
    with service.app.state.database.engine.begin() as connection:
        connection.execute(text(sql))


def three_reads(service: Service) -> None:
    browser = service.browser("county_officer")
    for _ in range(3):
        browser.get("/week")


def test_reading_the_list_is_noted_with_who_and_which_households(any_service: Service):
    any_service.browser("county_officer").get("/week")
    read = entries(any_service)[-1]
    assert (read.act, read.who, read.route) == ("read", "county_officer", "GET /week")
    with any_service.app.state.database.session(Within.everything()) as session:
        assert set(read.households) <= set(session.scalars(select(Listed.household_id)))
    assert read.households


def test_a_refusal_is_noted(any_service: Service):
    any_service.browser("auditor").get("/week")
    assert (entries(any_service)[-1].act, entries(any_service)[-1].who) == ("refused", "auditor")


def test_an_untouched_log_verifies(any_service: Service):
    three_reads(any_service)
    assert broken(any_service) is None


def test_one_changed_letter_is_found_at_its_entry(any_service: Service):
    three_reads(any_service)
    alter(any_service, "UPDATE audit_log SET who = 'somebody' WHERE number = 3")
    assert broken(any_service).number == 3


def test_a_dropped_entry_is_found(any_service: Service):
    three_reads(any_service)
    alter(any_service, "DELETE FROM audit_log WHERE number = 2")
    assert broken(any_service).number == 2


def test_a_cut_off_end_is_found(any_service: Service):
    three_reads(any_service)
    alter(any_service, "DELETE FROM audit_log WHERE number = 4")
    assert broken(any_service).number == 4


def test_a_cut_off_end_with_a_forged_head_is_found_by_the_exported_head(any_service: Service):
    three_reads(any_service)
    audit.export_head(any_service.app.state.database, any_service.settings.heads_file)
    alter(any_service, "DELETE FROM audit_log WHERE number = 4")
    alter(any_service, "UPDATE audit_head SET number = 3, seal = (SELECT seal FROM audit_log WHERE number = 3)")
    assert broken(any_service).number == 4


def test_where_the_log_cannot_be_written_nothing_is_shown(any_service: Service):
    browser = any_service.browser("county_officer")
    alter(any_service, "DROP TABLE audit_log")
    answer = browser.get("/week")
    assert answer.status_code >= 500
    assert "H" + "0" not in answer.text
    assert "<tbody>" not in answer.text
