"""Beginning a run anew: the old run stays whole until the first stage of the new one ended well."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from features.errors import RecordStoreError
from training.__main__ import app
from training.anew import FILES, FOLDERS, begun_anew


def finished(root: Path) -> dict[str, bytes]:
    """A folder with everything that a finished run leaves, and a note of a person's own."""
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
        (root / name / "source.json").write_text(f"of the old {name}", encoding="utf-8")
    for name in (*FILES, "own note.txt"):
        (root / name).write_text(f"old {name}", encoding="utf-8")
    return contents(root)


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_mistyped_survey_folder_leaves_the_finished_run_whole(tmp_path):
    before = finished(tmp_path / "run")
    command = ["eph", "--folder", str(tmp_path / "mistyped"), "--out", str(tmp_path / "run")]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 2, found.output
    assert contents(tmp_path / "run") == before


@pytest.mark.parametrize("command", ["demo", "invent"])
def test_a_county_that_cannot_be_invented_leaves_the_finished_run_whole(command, tmp_path):
    before = finished(tmp_path / "run")
    elsewhere = [
        "--out",
        str(tmp_path / "run"),
        "--households",
        "60",
        "--until",
        "0002-01-31",
    ]  # no calendar goes back so far
    found = CliRunner().invoke(app, [command, *elsewhere])
    assert found.exit_code != 0, found.output
    assert contents(tmp_path / "run") == before


def test_nothing_of_the_old_run_outlives_its_records_but_what_no_run_left(tmp_path):
    finished(tmp_path / "run")
    with begun_anew(tmp_path / "run") as new:
        new.records.mkdir()
        new.write("stages.json", {})
    assert set(contents(tmp_path / "run")) == {"stages.json", "own note.txt"}
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["own note.txt", "records", "stages.json"]


def test_a_first_stage_that_fails_leaves_no_folder_where_there_was_none(tmp_path):
    with pytest.raises(OSError, match="disk"), begun_anew(tmp_path / "run") as new:
        new.write("stages.json", {})
        raise OSError("disk full")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_no_run_is_never_emptied(tmp_path):
    """`--out .` in a checkout would have removed the packages models and monitoring."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "trees.py").write_text("code", encoding="utf-8")
    with pytest.raises(RecordStoreError, match="no run left"), begun_anew(tmp_path):
        shutil.rmtree(tmp_path)
    assert (tmp_path / "models" / "trees.py").exists()
