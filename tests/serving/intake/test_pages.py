"""The clerk's pages: files sent, followed and reported; rows mended; rules, differences and duplicates worked off."""

import io
import re
from datetime import timedelta

import pandas as pd
from sqlalchemy import select

from features.comparison.tasks import Difference, dispatch
from features.intake.journal import Journal
from features.intake.key import identity_key
from features.intake.register import read_register
from features.linkage.link import Pair
from features.linkage.queue import keep_queue
from features.quality.check import COLUMNS
from features.scope import Scope
from features.text import Text
from serving.access.caller import Within
from serving.database.accounts import Account
from tests.features.intake.sent import CLAIMS, RECEIVED, changed, workbook
from tests.serving.conftest import csrf_of
from tests.serving.intake.conftest import Desk

WRONG = changed(CLAIMS, 1, 7, "2026-13-41")


def posted(browser, path: str, page: str, **fields):
    return browser.post(path, data={"csrf": csrf_of(browser.get(page).text), **fields})


def uploaded(desk: Desk, browser, rows: list[list], name: str = "claims.xlsx") -> str:
    """Send a workbook by the form and do the work; the address of the page that follows it."""
    content = workbook(desk.tmp / "up" / "claims.xlsx", rows).read_bytes()
    csrf = csrf_of(browser.get("/intake").text)
    sent = browser.post("/intake/files", data={"csrf": csrf}, files={"files": (name, io.BytesIO(content))})
    assert sent.status_code == 303, sent.text
    desk.work()
    return sent.headers["location"]


def test_a_file_is_sent_followed_reported_and_its_wrong_row_mended(desk: Desk):
    clerk = desk.service.browser("data_clerk", "en")
    content = workbook(desk.tmp / "up" / "claims.xlsx", WRONG).read_bytes()
    csrf = csrf_of(clerk.get("/intake").text)
    sent = clerk.post("/intake/files", data={"csrf": csrf}, files={"files": ("../claims.xlsx", io.BytesIO(content))})
    waiting = clerk.get(sent.headers["location"]).text
    assert "In the queue" in waiting and 'http-equiv="refresh"' in waiting
    desk.work()
    report = clerk.get(sent.headers["location"]).text
    assert "It ties out" in report and "http-equiv" not in report
    number = int(re.search(r"/intake/batches/(\d+)", report)[1])
    assert "is no day" in clerk.get(f"/intake/batches/{number}").text
    assert clerk.get(f"{sent.headers['location']}/papers/import.xlsx").content[:2] == b"PK"
    row = clerk.get(f"/waiting/{number}/2").text
    assert "2026-13-41" in row
    fields = dict(re.findall(r'name="(cell:[^"]+)" value="([^"]*)"', row))
    again = posted(clerk, f"/waiting/{number}/2", f"/waiting/{number}/2", **fields)
    assert (again.status_code, "Something is still wrong" in again.text) == (422, True)
    fields["cell:结算日期"] = "2026-05-01"
    done = posted(clerk, f"/waiting/{number}/2", f"/waiting/{number}/2", **fields)
    assert (done.status_code, done.headers["location"]) == (303, "/waiting?done=1")
    assert "No row waits" in clerk.get("/waiting").text
    assert clerk.get(f"/waiting/{number}/2").status_code == 404


def test_department_staff_work_with_their_own_departments_files_only(desk: Desk):
    officer, clerk = desk.service.browser("department_officer", "en"), desk.service.browser("data_clerk", "en")
    page = officer.get("/intake").text
    assert "claims*" in page and "people*" not in page
    (people,) = [b.number for b in Journal(desk.service.app.state.run.records.root).batches()]
    assert officer.get(f"/intake/batches/{people}").status_code == 404
    assert clerk.get(f"/intake/batches/{people}").status_code == 200
    assert posted(clerk, f"/intake/batches/{people}/withdraw", "/intake").status_code == 422, "it must be confirmed"
    assert posted(clerk, f"/intake/batches/{people}/withdraw", "/intake", sure="yes").status_code == 303
    assert "taken back" in clerk.get("/intake").text


def test_a_file_of_somebody_who_is_not_signed_in_is_not_even_received(desk: Desk):
    stranger = desk.service.browser()
    answer = stranger.post("/intake/files", files={"files": ("claims.xlsx", io.BytesIO(b"PK"))})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_nothing_chosen_is_said_and_leaves_nothing(desk: Desk):
    clerk = desk.service.browser("data_clerk", "en")
    answer = posted(clerk, "/intake/files", "/intake")
    assert (answer.status_code, "choose the files" in answer.text) == (422, True)
    assert not desk.worker.folder.exists() or not list(desk.worker.folder.iterdir())


def difference(desk: Desk, township: str) -> Difference:
    """A difference in the first household of a township."""
    rows = desk.service.app.state.run.records.rows("households", RECEIVED, Scope((township,)))
    first = rows.sort_values("household_id").iloc[0]
    return Difference(
        comparison="grant_paid_and_received",
        household_id=first["household_id"],
        person_id="",
        area_code=first["village_code"],
        subject="disaster_relief",
        weight=0.9,
        words=Text(zh="账上发放8,000元，群众实收4,000元", en="CNY 8,000 paid on the books, CNY 4,000 received"),
    )


def test_what_was_never_compared_is_not_called_free_of_differences(desk: Desk):
    page = desk.service.browser("data_clerk", "en").get("/differences").text
    assert "Nothing has been compared yet" in page and "no such difference" not in page


def test_a_difference_is_settled_once_and_only_within_reach(desk: Desk):
    root = desk.service.app.state.run.records.root
    own, other = reach_of(desk, "township_officer")
    inside, outside = (dispatch(root, [difference(desk, t)], RECEIVED)[0] for t in (own, other))
    officer = desk.service.browser("township_officer", "en")
    page = officer.get("/differences").text
    assert "CNY 8,000 paid on the books" in page, page[page.find("<main") :][:600]
    wrong = posted(officer, f"/differences/{outside.task}", "/differences", outcome="first_wrong")
    assert (wrong.status_code, outside.task in officer.get("/differences").text) == (404, False)
    path = f"/differences/{inside.task}"
    assert posted(officer, path, "/differences", outcome="nonsense").status_code == 422
    assert posted(officer, path, "/differences", outcome="misconduct", remark="half was kept").status_code == 303
    assert posted(officer, path, "/differences", outcome="both_right").status_code == 409
    clerk = desk.service.browser("data_clerk", "en")
    assert "half was kept" in clerk.get("/differences?state=settled").text
    assert "days late" in clerk.get("/differences?state=overdue").text


def reach_of(desk: Desk, role: str) -> tuple[str, str]:
    """The township of a role's account, and another."""
    with desk.database.session(Within.everything()) as session:
        own = session.scalars(select(Account.area_code).where(Account.role == role)).one()
    return own[:9], next(t[:9] for t in desk.townships() if t[:9] != own[:9])


def test_two_people_are_merged_by_a_word_remembered_as_two_by_another_and_both_are_taken_back(desk: Desk):
    records = desk.service.app.state.run.records
    people = read_register(records.root, identity_key(records.root)).sort_values("name")
    one, other, third = people["person_id"]
    pairs = [Pair(one, other, 0.99, 9.0, {"name": ("相同 same", 8.0)}), Pair(one, third, 0.6, 1.0, {})]
    keep_queue(records.root, pairs, RECEIVED)
    clerk = desk.service.browser("data_clerk", "en")
    page = clerk.get("/duplicates").text
    assert all(name in page for name in people["name"])
    say = {"stays": one, "other": other, "verdict": "same"}
    assert posted(clerk, "/duplicates/decide", "/duplicates", **say | {"verdict": ""}).status_code == 422
    assert posted(clerk, "/duplicates/decide", "/duplicates", **say).status_code == 303
    assert posted(clerk, "/duplicates/decide", "/duplicates", **say).status_code == 409
    two = say | {"other": third, "verdict": "different"}
    assert posted(clerk, "/duplicates/decide", "/duplicates", **two).status_code == 303
    page = clerk.get("/duplicates").text
    assert "No pair waits" in page and "one person, merged" in page and "two persons" in page
    undone = {"person": other, "stands_for": one}
    assert posted(clerk, "/duplicates/undo", "/duplicates", **undone).status_code == 303
    assert posted(clerk, "/duplicates/undo", "/duplicates", **undone).status_code == 409
    assert "keep the first" in clerk.get("/duplicates").text


def test_a_finding_is_exempted_by_name_until_a_day_and_the_exemption_is_ended(desk: Desk):
    root = desk.service.app.state.run.root
    home = desk.service.app.state.run.records.rows("households", RECEIVED, Scope.everything()).iloc[0]
    row = dict.fromkeys(COLUMNS, "") | {"rule": "no_head", "severity": "error", "mends": "township"}
    row |= {"area_code": home["village_code"], "household_id": home["household_id"], "zh": "没有户主", "en": "no head"}
    (root / "quality").mkdir()
    pd.DataFrame([row]).to_parquet(root / "quality" / "findings.parquet")
    (root / "quality" / "quality.json").write_text('{"as_of": "2026-06-30"}', encoding="utf-8")
    clerk, page = desk.service.browser("data_clerk", "en"), "/quality/rules/no_head"
    given = {"subject": home["household_id"], "why": "succession pending", "until": clerk_day(desk, 30)}
    path = f"{page}/exempt"
    assert posted(clerk, path, page, **given | {"until": "soon"}).status_code == 422
    assert posted(clerk, path, page, **given | {"until": clerk_day(desk, 400)}).status_code == 422
    assert posted(clerk, path, page, **given | {"subject": "somebody"}).status_code == 404
    assert posted(clerk, path, page, **given).status_code == 303
    shown = clerk.get(page).text
    assert "succession pending" in shown and "End the exemption" in shown
    officer = desk.service.browser("department_officer", "en")
    assert posted(officer, path, "/intake", **given).status_code == 403
    assert posted(clerk, f"{page}/end-exemption", page, subject=given["subject"]).status_code == 303
    assert posted(clerk, f"{page}/end-exemption", page, subject=given["subject"]).status_code == 409
    assert "succession pending" not in clerk.get(page).text


def clerk_day(desk: Desk, days: int) -> str:
    """The day so many days from the service's today."""
    return (desk.service.app.state.settings.day() + timedelta(days=days)).isoformat()
