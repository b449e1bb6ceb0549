"""Nobody asks more often than the service can bear, and nobody pays for what another asks."""

import pytest

from features.errors import TooOftenError
from serving.access.pace import Pace
from tests.serving.conftest import Prepared


def test_what_is_not_used_is_saved_up_for_a_minute_and_no_longer():
    moment = 0.0
    pace = Pace(60, clock=lambda: moment)
    for _ in range(60):
        pace.check("a")
    with pytest.raises(TooOftenError, match="at most 60 requests a minute"):
        pace.check("a")
    pace.check("b")
    moment = 1.0
    pace.check("a")
    with pytest.raises(TooOftenError):
        pace.check("a")
    moment = 3600.0
    for _ in range(60):
        pace.check("a")
    with pytest.raises(TooOftenError):
        pace.check("a")


def test_a_program_that_asks_too_often_waits_and_people_go_on(prepared: Prepared):
    service = prepared.service(requests_per_minute="3")
    program, browser = service.program(), service.browser("county_officer")
    assert [program.get("/v1/model").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = program.get("/v1/model")
    assert refused.headers["retry-after"] == "5"
    assert set(refused.json()) == {"detail", "detail_zh"}
    assert browser.get("/week").status_code == 200
