"""More people than a worker has threads and connections ask in the same instant: all of them are answered."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.serving.conftest import Service, listening

CROWD, SECONDS = 90, 60


@pytest.mark.slow
def test_ninety_who_ask_in_the_same_instant_are_all_answered(any_service: Service):
    cookies = dict(any_service.browser("county_officer").cookies)
    with listening(any_service) as address, ThreadPoolExecutor(CROWD) as several:
        limits = httpx.Limits(max_connections=CROWD)
        with httpx.Client(base_url=address, cookies=cookies, timeout=SECONDS, limits=limits) as client:
            answers = list(several.map(lambda _: client.get("/week").status_code, range(CROWD)))
    assert set(answers) == {200}
