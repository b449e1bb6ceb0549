"""The workbook for days without a network: taken along, filled in, brought back, each row counted once."""

import io
import re
from pathlib import Path

import pytest
import python_calamine as calamine
import xlsxwriter
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select

from serving.access.caller import Within
from serving.database.accounts import Account
from serving.database.areas import Household
from serving.database.cases import Case
from serving.database.visits import Visit
from tests.serving.conftest import Service, csrf_of


@pytest.fixture
def helper(own_service: Service) -> TestClient:
    """The helper contact, who answers for every household of the village."""
    with own_service.app.state.database.session(Within.everything(), writing=True) as session:
        account = session.scalars(select(Account).where(Account.role == "helper_contact")).one()
        for home in session.scalars(select(Household).where(Household.village_code == account.area_code)):
            home.helper_id = account.helper_id
    return own_service.browser("helper_contact")


def downloaded(helper: TestClient) -> list[list[str]]:
    content = helper.get("/visit-workbook/file").content
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def filled(rows: list[list[str]], folder: Path, *answers: dict[str, str]) -> bytes:
    """The workbook with the first households answered, as a spreadsheet program saves it."""
    head = next(n for n, row in enumerate(rows) if "户编号" in row)
    for row, answer in zip(rows[head + 1 :], answers, strict=False):
        for heading, value in answer.items():
            row[rows[head].index(heading)] = value
    path = folder / "filled.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path.read_bytes()


def uploaded(helper: TestClient, content: bytes) -> Response:
    csrf = csrf_of(helper.get("/visit-workbook").text)
    return helper.post("/visit-workbook", data={"csrf": csrf}, files={"file": ("visits.xlsx", content)})


def kept(service: Service, model) -> list:
    with service.app.state.database.session(Within.everything()) as session:
        return list(session.scalars(select(model)))


COPES = {"结果": "属实", "原因": "情况属实，但家庭能应对", "走访日期": "2026/11/21", "说明": "路不通，步行去的"}
NEEDS_HELP = {"结果": "属实", "原因": "确有风险，需启动认定程序", "走访日期": "2026-11-22"}


def test_what_was_filled_in_is_reported_and_uploaded_twice_counts_once(
    own_service: Service, helper: TestClient, tmp_path: Path
):
    content = filled(downloaded(helper), tmp_path, COPES, NEEDS_HELP)
    assert uploaded(helper, content).text.count("✓ 已报告<") == 2
    assert uploaded(helper, content).text.count("✓ 已报告过，未作改动") == 2
    visits = kept(own_service, Visit)
    assert [str(v.visited_on) for v in visits] == ["2026-11-21", "2026-11-22"]
    assert len([c for c in kept(own_service, Case) if c.opened_by != "records"]) == 1


def test_a_row_that_cannot_be_taken_is_said_by_its_number_and_the_others_stand(
    own_service: Service, helper: TestClient, tmp_path: Path
):
    wrong = COPES | {"原因": "当时家中无人"}
    answer = uploaded(helper, filled(downloaded(helper), tmp_path, COPES, wrong))
    assert re.search(r'scope="row">4</th>.*?✗ 请选择“属实”的原因', answer.text, re.S)
    assert len(kept(own_service, Visit)) == 1
    mended = filled(downloaded(helper), tmp_path, COPES)
    assert uploaded(helper, mended).status_code == 200
    assert len(kept(own_service, Visit)) == 2


def test_a_row_of_another_helpers_household_is_not_taken(own_service: Service, helper: TestClient, tmp_path: Path):
    answer = uploaded(helper, filled(downloaded(helper), tmp_path, COPES | {"户编号": "H0"}))
    assert "在您的辖区内没有此户" in answer.text
    assert kept(own_service, Visit) == []


def test_what_is_no_workbook_is_refused_with_a_sentence(own_service: Service, helper: TestClient):
    for content in (b"", b"not a workbook", b"PK\x03\x04" + b"\0" * 500):
        answer = uploaded(helper, content)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert kept(own_service, Visit) == []
