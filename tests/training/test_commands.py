"""Every command explains itself, and a mistake of its caller is one sentence with exit code 2."""

import json
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from features.errors import RecordStoreError
from models.lists.assessing import earlier_than
from training.__main__ import app
from training.dates import list_dates
from training.place import Place, stage

ROOT = Path(__file__).parent.parent.parent
COMMANDS = sorted(get_command(app).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    found = CliRunner().invoke(app, [command, "--help"])
    assert found.exit_code == 0 and "--out" in found.output


def ml_project() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "MLproject").read_text(encoding="utf-8"))["entry_points"]


@pytest.mark.parametrize("step", sorted(ml_project()))
def test_the_entry_points_of_mlproject_can_be_parsed_with_their_defaults(step):
    entry = ml_project()[step]
    usual = {"string": "2026-W47", "float": 1.0, "int": 50}
    given = {n: p.get("default", usual[p["type"]]) for n, p in entry.get("parameters", {}).items()}
    words = shlex.split(entry["command"].format(**given))
    if words[:3] == ["python", "-m", "training"]:
        command = get_command(app).commands[words[3]]
        command.make_context(words[3], words[4:])


def test_one_quarter_alone_does_not_split_a_survey(tmp_path):
    found = CliRunner().invoke(app, ["train", "--out", str(tmp_path), "--train-until", "2007Q4"])
    assert found.exit_code == 2 and "name both" in " ".join(found.output.split())


@pytest.mark.parametrize("command", ["vectors", "train", "evaluate", "register", "assess", "list"])
def test_a_step_without_the_steps_before_it_says_so_in_a_sentence(command, tmp_path):
    found = CliRunner().invoke(app, [command, "--out", str(tmp_path)])
    assert found.exit_code == 2, found.output
    assert found.exception is None or isinstance(found.exception, SystemExit)


def test_the_sentence_names_what_is_missing_and_there_is_no_traceback(tmp_path):
    command = [sys.executable, "-m", "training", "evaluate", "--out", str(tmp_path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert "RecordStoreError" in found.stderr and "Traceback" not in found.stderr


def test_a_survey_folder_without_files_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "survey").mkdir()
    out = tmp_path / "out"
    found = CliRunner().invoke(app, ["eph", "--folder", str(tmp_path / "survey"), "--out", str(out)])
    assert found.exit_code == 2
    assert not (out / "records" / "source.json").exists() and not (out / "evaluation.json").exists()


def test_quarters_the_wrong_way_round_are_refused(tmp_path):
    quarters = ["--train-until", "2009Q1", "--test-from", "2007Q4"]
    found = CliRunner().invoke(app, ["eph", "--folder", str(tmp_path), "--out", str(tmp_path / "out"), *quarters])
    assert found.exit_code == 2


def test_stages_add_up_their_seconds_and_keep_the_highest_memory(tmp_path):
    place = Place(tmp_path)
    with stage(place, "one", "One"):
        pass
    with stage(place, "two", "Two"):
        pass
    found = json.loads((tmp_path / "stages.json").read_text())
    assert set(found["seconds"]) == {"one", "two"} and found["peak_rss_mb"] > 10


def test_a_missing_file_names_the_folder_and_what_to_do(tmp_path):
    with pytest.raises(RecordStoreError, match="run the steps before"):
        Place(tmp_path).read("training.json")


def test_lists_are_made_on_sundays_and_compared_with_a_month_end_a_quarter_before():
    found = list_dates(date(2026, 11, 25))
    assert found[-1] == date(2026, 11, 22) and len(found) == 9
    assert {d.isoweekday() for d in found} == {7}
    assert earlier_than(date(2026, 10, 31)) == date(2026, 7, 31)
    assert earlier_than(date(2026, 11, 1)) == date(2026, 7, 31)
