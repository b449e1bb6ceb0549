"""One Spark on this machine for all tests that need it; without Spark they are left out, and `make test-all` fails."""

import os

import pytest

from features.spark.engine import SMALL, local_settings, missing, open_session


@pytest.fixture(scope="session")
def spark():
    if missing():
        if os.environ.get("POVERTY_RISK_ALL_TESTS"):
            pytest.fail(missing())
        pytest.skip(missing())
    session = open_session("local[2]", local_settings(2) | SMALL)
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
