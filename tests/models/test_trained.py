"""A trained model's folder: text, sealed, and refused when it is not what it was."""

import ast
import json
from pathlib import Path

import numpy as np
import pytest

import models
from features.errors import FingerprintError, ModelFileError
from models.card import card
from models.trained import FILES, SEAL, Trained


@pytest.fixture
def folder(toy, tmp_path):
    toy.trained.save(tmp_path / "model")
    return tmp_path / "model"


def test_what_is_read_back_predicts_the_same_bits(toy, folder):
    again = Trained.load(folder)
    assert again.manifest == toy.trained.manifest
    for one, two in (
        (again.risk.probability, toy.trained.risk.probability),
        (again.index.predict, toy.trained.index.predict),
    ):
        np.testing.assert_array_equal(one(toy.matrix), two(toy.matrix))
    np.testing.assert_array_equal(again.risk.interval(toy.matrix), toy.trained.risk.interval(toy.matrix))
    np.testing.assert_array_equal(again.index.interval(toy.matrix), toy.trained.index.interval(toy.matrix))


@pytest.mark.parametrize("name", [*FILES, SEAL])
def test_one_changed_byte_is_refused(folder, name):
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(ModelFileError, match=r"changed|missing"):
        Trained.load(folder)


@pytest.mark.parametrize("name", [*FILES, SEAL])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelFileError):
        Trained.load(folder)


def test_a_seal_that_leaves_a_file_out_is_refused(folder):
    lines = (folder / SEAL).read_text().splitlines(keepends=True)
    (folder / SEAL).write_text("".join(line for line in lines if "manifest" not in line))
    with pytest.raises(ModelFileError, match="manifest"):
        Trained.load(folder)


def test_a_model_of_other_features_is_refused(toy, tmp_path):
    from dataclasses import replace

    foreign = replace(toy.trained, manifest=replace(toy.trained.manifest, fingerprint="0" * 16))
    foreign.save(tmp_path / "foreign")
    with pytest.raises(FingerprintError, match="train again"):
        Trained.load(tmp_path / "foreign")


def test_saving_again_replaces_the_folder_whole_and_leaves_nothing_behind(toy, folder):
    (folder / "left_over.txt").write_text("old")
    toy.trained.save(folder)
    assert sorted(p.name for p in folder.iterdir()) == sorted([*FILES, SEAL])
    assert [p.name for p in folder.parent.iterdir()] == [folder.name]


def test_the_manifest_is_json_and_says_what_drift_needs(toy, folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["reference"]) == set(toy.trained.risk.names) | set(toy.trained.index.names)
    for spread in manifest["reference"].values():
        assert sum(spread["shares"]) == pytest.approx(1.0)


def test_the_card_states_the_manifests_figures_in_both_languages(toy):
    text = card(toy.trained.manifest)
    assert toy.trained.manifest.model_id in text and toy.trained.manifest.fingerprint in text
    assert "0.800 (0.700 … 0.900)" in text
    assert "模型说明卡" in text and "It never decides" in text


def test_no_model_is_ever_pickled():
    for path in Path(models.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {n.split(".")[0] for n in names} & {"pickle", "joblib", "cloudpickle", "dill"}, path
