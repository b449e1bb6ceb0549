"""Set for every test: the environment switches, and where the real data lies if it is there."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def eph_folder() -> Path:
    """The survey's files: the folder POVERTY_RISK_EPH, or shared/data beside the repository."""
    beside = Path(__file__).parent.parent.parent / "shared" / "data" / "argentina_eph"
    folder = Path(os.environ.get("POVERTY_RISK_EPH", beside))
    if not list(folder.glob("household_*.parquet")):
        pytest.skip("the survey's files are not here: set POVERTY_RISK_EPH to their folder")
    return folder
