"""One trained toy for all tests of the models."""

import pytest

from tests.models import toy_county


@pytest.fixture(scope="session")
def toy() -> toy_county.Toy:
    """Both models fitted on a made-up population over the declared features."""
    return toy_county.make()
