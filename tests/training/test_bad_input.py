"""What is wrong with a county is one sentence from the command, with exit code 2, and nothing half-written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from features.errors import ContractError
from features.records import Records
from features.scope import Scope
from tests.features.ascii_store import HOUSEHOLDS, MEMBERS, county
from training.__main__ import app


def no_household(root: Path) -> None:
    county(root, households="")


def no_member(root: Path) -> None:
    county(root, members=MEMBERS.split("    M4")[0])


def unknown_village(root: Path) -> None:
    county(root, households=HOUSEHOLDS.replace("990101002001", "990101002009"))


def no_line(root: Path) -> None:
    county(root)
    line = root / "standards" / "monitoring_line.toml"
    line.write_text(line.read_text(encoding="utf-8").replace("2020-01-01", "2026-01-01"), encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty county": (no_household, "no household is known"),
    "household without members": (no_member, "a household has no member"),
    "unknown area code": (unknown_village, "unknown area code"),
    "missing line": (no_line, "no monitoring_line"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_command_says_what_is_wrong_and_leaves_no_vector(fault, tmp_path):
    made, sentence = FAULTS[fault]
    made(tmp_path / "records")
    command = ["vectors", "--out", str(tmp_path), "--until", "2025-06-30"]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 2, found.output
    assert sentence in " ".join(found.output.split())
    assert not list(tmp_path.rglob("as_of-*"))
    assert not (tmp_path / "population.parquet").exists()


def test_a_refused_batch_leaves_the_store_as_it_was(tmp_path):
    records = county(tmp_path / "records")
    before = records.contents()
    frame = records.rows("households", date(2025, 6, 30), Scope.everything())
    with pytest.raises(ContractError, match="required column village_code is missing"):
        records.append("households", frame[["record_id", "household_id", "happened_on", "known_on"]])
    assert Records(records.root).contents() == before
