"""Assessing by the REST interface: of the records, as stated, and what is refused."""

import json
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select

from features.scope import Scope
from features.vector import model_matrix
from serving.access.caller import Within
from serving.database.areas import Household
from serving.questions import Question
from serving.sign_in.tokens import caller_named
from tests.serving.conftest import Service


@pytest.fixture
def household(service: Service) -> str:
    with service.app.state.database.session(Within.everything()) as session:
        return session.scalars(select(Household).order_by(Household.household_id).limit(1)).one().household_id


def stated(service: Service, household: str) -> dict:
    """The household's own records as a program would state them."""
    run = service.app.state.run
    found = run.records.rows_of(household, run.last_day(), Scope.everything())
    return {name: json.loads(rows.to_json(orient="records", date_format="iso")) for name, rows in found.items()}


def with_days(tables: dict) -> dict:
    """Days as 2026-11-22."""
    return {
        name: [{k: v[:10] if k.endswith("_on") and v else v for k, v in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def test_a_known_household_is_assessed_as_the_weekly_run_did(service: Service, household: str):
    answer = service.program().post("/v1/assess", json={"household_id": household})
    assert answer.status_code == 200, answer.text
    kept = service.app.state.run.assessments().set_index("household_id").loc[household]
    assert answer.json()["poverty_index"] == pytest.approx(kept["poverty_index"], abs=1e-9)
    assert answer.json()["return_risk"] == pytest.approx(kept["return_risk"], abs=1e-9)
    assert [r["feature"] for r in answer.json()["reasons"]] == [r["feature"] for r in json.loads(kept["reasons"])]


def test_stating_a_households_own_records_gives_its_own_assessment(service: Service, household: str):
    program = service.program()
    own = program.post("/v1/assess", json={"household_id": household}).json()
    answer = program.post("/v1/assess", json={"records": with_days(stated(service, household))})
    assert answer.status_code == 200, answer.text
    for name in ("poverty_index", "return_risk"):
        assert answer.json()[name] == pytest.approx(own[name], abs=1e-9)
    for name in ("band", "village_code", "as_of", "missing"):
        assert answer.json()[name] == own[name]


def test_contributions_and_base_add_up(service: Service, household: str):
    answer = service.program().post("/v1/explain", json={"household_id": household}).json()
    trained = service.app.state.assessor.trained()
    total = answer["base"] + sum(one["contribution"] for one in answer["contributions"])
    assert answer["contributions"]
    held = service.app.state.assessor.held()
    vectors = held.vectors.read([held.vectors.dates[-1]])
    matrix = model_matrix(vectors[vectors["household_id"] == household], trained.risk.names)
    assert total == pytest.approx(float(trained.risk.raw(matrix)[0]), abs=1e-9)


def test_a_day_to_come_is_refused_in_words(service: Service, household: str):
    answer = service.program().post("/v1/assess", json={"household_id": household, "as_of": "2099-01-01"})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("as_of: name a day from")


def test_a_day_without_vectors_is_made_from_the_records(own_service: Service, household: str):
    answer = own_service.program().post("/v1/assess", json={"household_id": household, "as_of": "2026-10-04"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["as_of"] == "2026-10-04"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'{"household_id": 7}',
        b'{"household_id": "H1", "records": {}}',
        b"{}",
        b'{"household_id": "H1", "secret": "990101199001011234"}',
        b'{"records": {"households": [{"household_id": "990101199001011234"}], "members": [{}]}}',
        b'{"records": {"nonsense": []}}',
        b'{"records": {"households": [], "members": []}}',
        b'{"records": {"households": [{"record_id": NaN}], "members": []}}',
    ],
)
def test_a_body_of_another_form_is_refused_without_repeating_it(service: Service, body: bytes):
    answer = service.program().post("/v1/assess", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert "990101199001011234" not in answer.text
    assert set(answer.json()) == {"detail", "detail_zh"}


def test_a_household_that_does_not_exist_is_answered_like_one_out_of_reach(service: Service):
    answer = service.program().post("/v1/assess", json={"household_id": "Hnobody"})
    assert answer.status_code == 404


def test_without_a_token_nothing_is_answered(service: Service, household: str):
    answer = service.browser("county_officer").post("/v1/assess", json={"household_id": household})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_what_was_asked_is_recorded_without_saying_of_whom(own_service: Service, household: str):
    record = own_service.app.state.assessor.record
    before = set(record.folder.glob("*.parquet"))  # what others asked of the run that was copied
    own_service.program().post("/v1/assess", json={"household_id": household})
    record.flush()
    (path,) = set(record.folder.glob("*.parquet")) - before
    rows = pd.read_parquet(path)
    assert list(rows["asked_by"]) == ["known"]
    assert rows["asked_on"].iloc[0] == str(date(2026, 11, 22))
    text = rows.to_json()
    with own_service.app.state.database.session(Within.everything()) as session:
        assert household not in text
        assert not [h for h in session.scalars(select(Household.village_code).distinct()) if h in text]


def test_numbers_without_reasons_are_those_of_the_assessment(service: Service, household: str):
    desk, caller = service.app.state.desk, caller_named(service.app.state.database, "integrator")
    with service.app.state.database.session(caller.within) as session:
        question = Question(household_id=household)
        whole, few = desk.assess(question, caller, session), desk.predict(question, caller, session)
    assert few.model_dump() == {name: value for name, value in whole.model_dump().items() if name in few.model_dump()}
