"""What is wrong with a county is one sentence from the command, with exit code 2, and nothing half-written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
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


def first_batch(root: Path, name: str) -> Path:
    return Records(root).batches(name)[0]


def without_the_village(root: Path) -> None:
    path = first_batch(county(root).root, "households")
    pq.write_table(pq.read_table(path).drop_columns(["village_code"]), path)


def cut_off(root: Path) -> None:
    path = first_batch(county(root).root, "households")
    path.write_bytes(path.read_bytes()[:-100])


def beginning_lost(root: Path) -> None:
    path = first_batch(county(root).root, "households")
    path.write_bytes(path.read_bytes()[-9:])


def broken(name: str, text: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        county(root)
        (root / name).write_text(text, encoding="utf-8")

    return make


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty county": (no_household, "no household is known"),
    "household without members": (no_member, "a household has no member"),
    "unknown area code": (unknown_village, "unknown area code"),
    "missing line": (no_line, "no monitoring_line"),
    "batch without a required column": (without_the_village, "lacks required column village_code"),
    "batch cut off": (cut_off, "is cut off or damaged"),
    "batch of which only the end is left": (beginning_lost, "is cut off or damaged"),
    "standard that is no TOML": (broken("standards/monitoring_line.toml", "[[figure]"), "is no readable TOML"),
    "standard without an amount": (
        broken("standards/monitoring_line.toml", 'title_zh="线"\ntitle_en="L"\nunit="CNY"\n[[figure]]\n'),
        "monitoring_line.toml, figure 1: amount is missing",
    ),
    "source that is no JSON": (broken("source.json", '{"name": "tiny",'), "source.json: is no readable JSON"),
    "source of another form": (broken("source.json", '{"nom": "tiny"}'), "does not say what a source is"),
    "coverage of another form": (
        broken("coverage.json", '[{"table": "incomes"}]'),
        "does not say what a source covers",
    ),
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
