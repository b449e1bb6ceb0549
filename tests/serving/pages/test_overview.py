"""The overview: what is counted ties out, within each caller's reach."""

import re

from sqlalchemy import func, select

from serving.access.caller import Within
from serving.database.lists import Standing
from serving.reading import standings
from tests.serving.conftest import Service


def test_rows_columns_and_totals_tie_out(service: Service):
    with service.app.state.database.session(Within.everything()) as session:
        for digits in (6, 9, 12):
            rows = standings.counts(session, "2026-W47", digits, {})
            assessed = session.scalar(select(func.count()).select_from(Standing).where(Standing.week == "2026-W47"))
            assert sum(row.assessed for row in rows) == assessed
            assert all(sum(row.groups.values()) == row.assessed for row in rows)


def test_persons_add_up_to_the_members_of_the_households(service: Service):
    run, day = service.app.state.run, service.settings.day()
    everything = Within.everything().scope
    by_village = standings.persons_by_village(run.records, day, everything)
    members = run.records.rows("members", day, everything)
    there = members[members["left_on"].isna() | (members["left_on"] > "2026-11-22")]
    assert 0 < sum(by_village.values()) <= len(there)


def test_a_township_officer_counts_the_township_only(service: Service):
    page = service.browser("township_officer").get("/overview").text
    villages = set(re.findall(r"/week\?village=(\d{12})", page))
    assert len({village[:9] for village in villages}) == 1


def test_a_line_is_rehearsed_and_a_wrong_one_refused(service: Service):
    browser = service.browser("county_officer", "en")
    assert "households would come below it" in browser.get("/overview?line=20,000").text
    refused = browser.get("/overview?line=much")
    assert refused.status_code == 422
    assert "write an amount a year" in refused.text
