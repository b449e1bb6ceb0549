"""The pointer to the model in use: named, replaced whole, and led back."""

import json
from datetime import date

import pytest

from features.errors import ModelFileError
from training import champion as pointer

ON = date(2026, 11, 22)


@pytest.fixture
def models(tmp_path, small_model):
    for name in ("first", "second"):
        small_model.save(tmp_path / name)
    return tmp_path


def test_a_promotion_names_the_person_and_the_reason(models):
    made = pointer.promote(models, "first", by="王芳", on=ON, why="基线之上")
    assert pointer.champion(models) == made
    assert (made.promoted_by, made.why, made.promoted_on) == ("王芳", "基线之上", "2026-11-22")
    assert pointer.champion_folder(models) == models / "first"


@pytest.mark.parametrize("by, why", [("", "better"), ("  ", "better"), ("Wang Fang", "")])
def test_no_model_promotes_itself(models, by, why):
    with pytest.raises(ModelFileError, match="person's name"):
        pointer.promote(models, "first", by=by, on=ON, why=why)
    assert not (models / pointer.POINTER).exists()


def test_rolling_back_returns_to_the_champion_before(models):
    pointer.promote(models, "first", by="A", on=ON, why="first")
    pointer.promote(models, "second", by="A", on=ON, why="better")
    made = pointer.roll_back(models, by="B", on=ON, why="worse in the field")
    assert made.model == "first" and made.promoted_by == "B"
    assert [one["model"] for one in made.before] == ["second", "first"]


def test_rolling_back_twice_never_returns_to_a_rejected_model(models, small_model):
    small_model.save(models / "third")
    for name in ("first", "second", "third"):
        pointer.promote(models, name, by="A", on=ON, why="better")
    assert pointer.roll_back(models, by="B", on=ON, why="worse in the field").model == "second"
    assert pointer.roll_back(models, by="B", on=ON, why="this one too").model == "first"
    with pytest.raises(ModelFileError, match="no earlier champion"):
        pointer.roll_back(models, by="B", on=ON, why="and this")


@pytest.mark.parametrize("by, why", [("", "worse"), ("B", " ")])
def test_a_roll_back_names_the_person_and_the_reason(models, by, why):
    for name in ("first", "second"):
        pointer.promote(models, name, by="A", on=ON, why="better")
    with pytest.raises(ModelFileError, match="person's name"):
        pointer.roll_back(models, by=by, on=ON, why=why)
    assert pointer.champion(models).model == "second"


def test_there_is_nothing_to_roll_back_to_at_first(models):
    pointer.promote(models, "first", by="A", on=ON, why="first")
    with pytest.raises(ModelFileError, match="no earlier champion"):
        pointer.roll_back(models, by="A", on=ON, why="x")


def test_a_damaged_model_is_refused_and_the_champion_stays(models):
    pointer.promote(models, "first", by="A", on=ON, why="first")
    before = (models / pointer.POINTER).read_bytes()
    with (models / "second" / "manifest.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelFileError):
        pointer.promote(models, "second", by="A", on=ON, why="better")
    assert (models / pointer.POINTER).read_bytes() == before


def test_a_promotion_that_breaks_off_leaves_the_old_pointer_and_no_litter(models, monkeypatch):
    pointer.promote(models, "first", by="A", on=ON, why="first")

    def broken(*_):
        raise OSError("disk is full")

    monkeypatch.setattr("training.champion.os.replace", broken)
    with pytest.raises(OSError, match="full"):
        pointer.promote(models, "second", by="A", on=ON, why="better")
    assert json.loads((models / pointer.POINTER).read_text())["model"] == "first"
    assert not list(models.glob(".champion-*"))


def test_a_path_is_no_name(models):
    with pytest.raises(ModelFileError, match="not a path"):
        pointer.promote(models, "../first", by="A", on=ON, why="x")
