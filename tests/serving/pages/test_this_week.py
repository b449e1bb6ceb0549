"""This week's list as county and township staff see and use it."""

import io
import re

from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select

from serving.access.caller import Within
from serving.database.exports import Export
from serving.database.lists import Listed, PublishedList
from serving.reading.choice import overdue
from tests.serving.conftest import Service, csrf_of

WEEK = "2026-W47"


def listed(service: Service, **held) -> list[Listed]:
    with service.app.state.database.session(Within.everything()) as session:
        return list(session.scalars(select(Listed).filter_by(week=WEEK, **held)))


def households(page: str) -> set[str]:
    return set(re.findall(r'href="/household/([^"?]+)"', page))


def test_every_listed_household_stands_on_one_page_of_the_list(service: Service):
    browser, found = service.browser("county_officer"), set()
    for page in range(1, -(-len(listed(service)) // 50) + 1):
        found |= households(browser.get(f"/week?page={page}").text)
    assert found == {row.household_id for row in listed(service)}


def test_a_filter_leaves_exactly_the_rows_that_hold_it(service: Service):
    browser = service.browser("county_officer")
    for name in ("lane", "change", "group", "band"):
        for value in {getattr(row, name) for row in listed(service)}:
            expected = {row.household_id for row in listed(service, **{name: value})}
            assert households(browser.get(f"/week?{name}={value}").text) <= expected
            assert f"共{len(expected)}户符合" in browser.get(f"/week?{name}={value}").text


def test_a_theme_leaves_the_rows_of_which_a_reason_or_an_alert_speaks_of_it(any_service: Service):
    expected = {
        row.household_id
        for row in listed(any_service)
        if any(fact["theme"] == "medical" for fact in (*row.reasons, *row.alerts))
    }
    assert f"共{len(expected)}户符合" in any_service.browser("county_officer").get("/week?theme=medical").text


def test_a_household_is_past_its_time_when_it_stood_on_every_list_of_the_procedures_days(own_service: Service):
    weeks = ["2026-W47", "2026-W46", "2026-W45", "2026-W44"]
    with own_service.app.state.database.session(Within.everything(), writing=True) as session:
        rows = session.scalars(select(Listed).where(Listed.week == WEEK).limit(2)).all()
        session.execute(delete(Listed).where(Listed.week != WEEK))
        session.add_all(PublishedList(**_kept(session.get(PublishedList, WEEK), week=week)) for week in weeks[2:])
        session.flush()
        always, not_at_first = rows
        session.add_all(Listed(**_kept(always, week=week)) for week in weeks[1:])
        session.add_all(Listed(**_kept(not_at_first, week=week)) for week in weeks[1:3])
    browser = own_service.browser("county_officer")
    assert households(browser.get("/week?care=overdue").text) == {always.household_id}
    with own_service.app.state.database.session(Within.everything()) as session:
        condition = overdue(weeks[1:3], 15)  # two earlier lists cannot tell that fifteen working days have passed
        assert session.scalars(select(Listed.household_id).where(condition)).all() == []


def _kept(row, **changed: str) -> dict:
    return {a.key: getattr(row, a.key) for a in row.__mapper__.column_attrs} | changed


def test_a_filter_that_does_not_exist_is_refused_in_a_sentence(service: Service):
    answer = service.browser("county_officer", "en").get("/week?lane=fast")
    assert answer.status_code == 422
    assert "there is no such choice of lane" in answer.text


def test_a_township_officer_sees_the_township_and_nothing_else(service: Service):
    page = service.browser("township_officer").get("/week").text
    with service.app.state.database.session(Within.everything()) as session:
        villages = dict(session.execute(select(Listed.household_id, Listed.village_code)).tuples().all())
    townships = {villages[household][:9] for household in households(page)}
    assert len(townships) == 1


def test_ticked_households_are_asked_for_and_only_they(own_service: Service):
    browser = own_service.browser("county_officer")
    page = browser.get("/week").text
    ticked = sorted(households(page))[:2]
    form = {"csrf": csrf_of(page), "week": WEEK, "to": "village_officer", "household": ticked}
    answer = browser.post("/week/assign", data=form)
    assert answer.headers["location"].endswith("asked=2")
    assert {row.household_id for row in listed(own_service, assigned_to="village_officer")} == set(ticked)
    assert browser.post("/week/assign", data=form).status_code == 303  # sent twice, it changes nothing more
    assert len(listed(own_service, assigned_to="village_officer")) == 2


def test_all_that_fit_are_asked_for_with_one_tick_and_taken_back(own_service: Service):
    browser = own_service.browser("county_officer")
    form = {"csrf": csrf_of(browser.get("/week").text), "week": WEEK, "lane": "rule", "all": "yes"}
    browser.post("/week/assign", data=form | {"to": "village_officer"})
    assert {row.lane for row in listed(own_service, assigned_to="village_officer")} == {"rule"}
    assert listed(own_service, lane="rule", assigned_to=None) == []
    browser.post("/week/assign", data=form | {"to": "nobody"})
    assert listed(own_service, assigned_to="village_officer") == []


def test_a_form_made_from_an_earlier_list_changes_nothing(own_service: Service):
    browser = own_service.browser("county_officer", "en")
    form = {"csrf": csrf_of(browser.get("/week").text), "week": "2026-W46", "all": "yes", "to": "village_officer"}
    answer = browser.post("/week/assign", data=form)
    assert answer.status_code == 409
    assert "a newer list was published and nobody was asked" in answer.text
    assert listed(own_service, assigned_to="village_officer") == []


def test_nobody_out_of_reach_can_be_asked_to_visit(own_service: Service):
    browser = own_service.browser("county_officer", "en")
    form = {"csrf": csrf_of(browser.get("/week").text), "week": WEEK, "all": "yes", "to": "auditor"}
    assert browser.post("/week/assign", data=form).status_code == 422
    assert listed(own_service, assigned_to="auditor") == []


def test_who_left_the_list_stands_there_with_a_reason(service: Service):
    page = service.browser("county_officer", "en").get("/week?change=gone").text
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert rows == [] or all('data-label="Why"></td>' not in row for row in rows)
    number = int(re.search(r"(\d+) households that left", page).group(1))
    assert len(re.findall(r'<tr>\s*<th scope="row"><a href="/household/', page)) == number


def exported(service: Service, role: str = "county_officer", **form: str):
    browser = service.browser(role)
    whole = {"csrf": csrf_of(browser.get("/week").text), "week": WEEK, "reason": "周一研判会"} | form
    return browser.post("/week/export", data=whole)


def cells(content: bytes) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return [str(cell) for row in rows for cell in row if cell != ""]


def test_a_workbook_holds_exactly_the_chosen_households_and_is_marked_and_noted(own_service: Service):
    expected = {row.household_id[:8] for row in listed(own_service, lane="model")}
    said = cells(exported(own_service, lane="model").content)
    numbers = {m for cell in said for m in re.findall(r"^(?:.*\n)?(H[0-9a-f]{7,})$", cell)}
    assert {number[:8] for number in numbers} == expected
    assert any("county_officer" in cell and "周一研判会" in cell for cell in said)
    with own_service.app.state.database.session(Within.everything()) as session:
        noted = session.scalars(select(Export)).one()
    assert (noted.reason, noted.households, noted.chosen) == ("周一研判会", len(expected), {"lane": "model"})


def test_a_workbook_without_a_reason_is_refused_and_nothing_is_noted(own_service: Service):
    assert exported(own_service, reason=" ").status_code == 422
    with own_service.app.state.database.session(Within.everything()) as session:
        assert session.scalars(select(Export)).all() == []


def test_whoever_may_not_export_gets_no_workbook(service: Service):
    assert exported(service, "village_officer").status_code == 403
