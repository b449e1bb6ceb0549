"""The kernel against LightGBM's own contributions, on models and rows that nobody chose."""

import lightgbm as lgb
import numpy as np
import pytest

from features.errors import ModelFileError
from models.kernel import compiled, explainer, ranks
from models.kernel.explainer import COMPILED, NUMBA, Explainer
from tests.models.kernel.random_models import random_model, random_models

MODELS = 300
needs_compiled = pytest.mark.skipif(compiled.library() is None, reason="the compiled walk was not built")


def largest_difference(seed: int, **options: object) -> float:
    """The largest distance from LightGBM's contributions, relative to the largest raw score."""
    booster, matrix = random_model(seed)
    theirs = np.asarray(booster.predict(matrix, pred_contrib=True))
    made = Explainer.of(booster, **options)
    ours = np.column_stack([made.contributions(matrix), np.full(len(matrix), made.base)])
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs.sum(axis=1)).max()))


@needs_compiled
def test_compiled_contributions_are_lightgbms_on_300_random_models():
    worst = {seed: largest_difference(seed, walk=COMPILED) for seed in range(MODELS)}
    assert max(worst.values()) < 1e-9, max(worst, key=worst.get)


@needs_compiled
def test_in_float32_they_agree_to_a_hundred_thousandth():
    worst = {seed: largest_difference(seed, walk=COMPILED, precision="f4") for seed in range(60)}
    assert max(worst.values()) < 1e-5, max(worst, key=worst.get)


@pytest.mark.slow
def test_without_a_compiler_numba_finds_the_same():
    worst = {seed: largest_difference(seed, walk=NUMBA) for seed in range(MODELS)}
    assert max(worst.values()) < 1e-9, max(worst, key=worst.get)


@needs_compiled
def test_every_register_width_gives_the_same_to_a_billionth():
    for seed in range(30):
        booster, matrix = random_model(seed)
        wide = Explainer.of(booster).contributions(matrix)
        for bits in (128, 256):
            narrow = Explainer.of(booster)
            narrow.run.bits = min(bits, compiled.register_bits())
            np.testing.assert_allclose(narrow.contributions(matrix), wide, rtol=0, atol=1e-9, err_msg=str(seed))


@needs_compiled
@pytest.mark.parametrize("bits", [128, 256, 512])
def test_categories_of_large_sets_are_found_at_every_width(bits):
    draw = np.random.default_rng(0)
    matrix = np.column_stack([draw.integers(0, 300, 3_000), draw.normal(size=3_000)]).astype(float)
    outcome = (matrix[:, 0] * 7 % 11 > 5) + 0.1 * matrix[:, 1]
    learnt = lgb.Dataset(matrix, outcome, categorical_feature=[0], params={"verbosity": -1, "max_bin": 400})
    settings = {"objective": "regression", "verbosity": -1, "num_threads": 1, "max_cat_to_onehot": 1}
    booster = lgb.train(settings | {"min_data_per_group": 1, "max_cat_threshold": 200}, learnt, 5)
    asked = np.array([[c, 0.0] for c in (0, 63, 64, 127, 128, 299, 300, 1e9, -1, -0.5, 0.7, np.nan)])
    for precision, close in (("f8", 1e-9), ("f4", 1e-5)):
        made = Explainer.of(booster, precision=precision)
        made.run.bits = min(bits, compiled.register_bits())
        theirs = booster.predict(asked, pred_contrib=True)[:, :-1]
        np.testing.assert_allclose(made.contributions(asked), theirs, rtol=0, atol=close)


@needs_compiled
def test_sets_of_more_categories_than_a_register_has_bits_are_found_at_every_width():
    draw = np.random.default_rng(0)
    matrix = np.column_stack([draw.permutation(np.repeat(np.arange(1_300), 4)), draw.normal(size=5_200)]).astype(float)
    outcome = (matrix[:, 0] * 7 % 11 > 5) + 0.1 * matrix[:, 1]
    data = {"verbosity": -1, "max_bin": 1_400, "min_data_in_bin": 1}
    learnt = lgb.Dataset(matrix, outcome, categorical_feature=[0], params=data)
    settings = {"objective": "regression", "verbosity": -1, "num_threads": 1, "max_cat_threshold": 700}
    booster = lgb.train(settings | {"min_data_per_group": 1, "min_data_in_leaf": 1, "cat_smooth": 0.1}, learnt, 3)
    made = Explainer.of(booster)
    asked = np.column_stack([np.arange(-2, 1_400), np.zeros(1_402)])
    theirs = booster.predict(asked, pred_contrib=True)[:, :-1]
    for bits in (128, 256, 512):
        made.run.bits = min(bits, compiled.register_bits())
        np.testing.assert_allclose(made.contributions(asked), theirs, rtol=0, atol=1e-9)


@needs_compiled
def test_more_thresholds_than_a_column_holds_are_divided_among_columns(monkeypatch):
    whole = {seed: Explainer.of(booster).contributions(matrix) for seed, (booster, matrix) in random_models(20)}
    monkeypatch.setattr(ranks, "MOST", 3)
    for seed, (booster, matrix) in random_models(20):
        np.testing.assert_array_equal(Explainer.of(booster).contributions(matrix), whole[seed])


@needs_compiled
def test_more_categories_than_ranks_are_refused_in_a_sentence(monkeypatch):
    learnt = lgb.Dataset(np.arange(400.0)[:, None] % 40, np.arange(400) * 7 % 40 % 3, categorical_feature=[0])
    settings = {"objective": "regression", "verbosity": -1, "num_threads": 1, "min_data_per_group": 1}
    booster = lgb.train(settings, learnt, 3)
    monkeypatch.setattr(ranks, "MOST_CATEGORIES", 3)
    with pytest.raises(ModelFileError, match="categories in one feature"):
        Explainer.of(booster)


@needs_compiled
def test_threads_and_blocks_change_nothing():
    booster, matrix = random_model(3)
    many = np.tile(matrix, (40, 1))
    one, two = (Explainer.of(booster, threads=n).contributions(many) for n in (1, 2))
    np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(one[: len(matrix)], one[-len(matrix) :])


def test_raw_score_is_the_base_and_the_contributions():
    booster, matrix = random_model(11)
    made = Explainer.of(booster)
    raw = booster.predict(matrix, raw_score=True)
    np.testing.assert_allclose(made.base + made.contributions(matrix).sum(axis=1), raw, atol=1e-9)


@pytest.mark.parametrize("raising", [True, False])
def test_the_strongest_are_the_largest_of_all_contributions(raising):
    booster, matrix = random_model(8)
    many = np.tile(matrix, (30, 1))
    for threads, most in ((1, 3), (2, 3), (2, 100)):
        made = Explainer.of(booster, threads=threads)
        values = made.contributions(many)
        found = made.strongest(many, most, raising=raising)
        kept = min(most, many.shape[1])
        largest = np.sort(values, axis=1)[:, ::-1] if raising else np.sort(values, axis=1)
        np.testing.assert_array_equal(found.contributions, largest[:, :kept])
        np.testing.assert_array_equal(np.take_along_axis(values, found.columns, axis=1), found.contributions)
        np.testing.assert_allclose(found.raw, booster.predict(many, raw_score=True), atol=1e-9)


def test_no_rows_have_no_contributions():
    booster, matrix = random_model(5)
    assert Explainer.of(booster).contributions(matrix[:0]).shape == (0, matrix.shape[1])


def test_another_width_is_refused():
    booster, matrix = random_model(5)
    with pytest.raises(ValueError, match="features"):
        Explainer.of(booster).contributions(matrix[:, :-1] if matrix.shape[1] > 1 else np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"objective": "regression", "linear_tree": True}, "linear trees"),
        ({"objective": "multiclass", "num_class": 3}, "several outputs"),
        ({"objective": "regression", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.5}, "random forest"),
    ],
)
def test_models_without_exact_contributions_are_refused_in_a_sentence(settings, words):
    draw = np.random.default_rng(1)
    matrix, outcome = draw.normal(size=(300, 3)), draw.integers(0, 3, 300).astype(float)
    learnt = lgb.Dataset(matrix, outcome, params={"verbosity": -1})
    booster = lgb.train(settings | {"verbosity": -1, "num_threads": 1}, learnt, 3)
    with pytest.raises(ModelFileError, match=words):
        Explainer.of(booster)


def test_nodes_without_rows_are_refused():
    booster, _ = random_model(2)
    text = booster.model_to_string()
    counts = next(line for line in text.splitlines() if line.startswith("internal_count="))
    emptied = text.replace(counts, "internal_count=" + " ".join("0" for _ in counts.split("=")[1].split()))
    with pytest.raises(ModelFileError, match="without rows"):
        Explainer(emptied)


@needs_compiled
def test_a_walk_built_from_another_version_is_not_loaded(monkeypatch):
    assert compiled.library.__wrapped__() is not None
    monkeypatch.setattr(compiled, "LAYOUT", (*compiled.LAYOUT[:-1], compiled.LAYOUT[-1] + 8))
    assert compiled.library.__wrapped__() is None


@pytest.mark.slow
def test_without_the_compiled_walk_numba_is_chosen_and_said(monkeypatch):
    monkeypatch.setattr(compiled, "library", lambda: None)
    booster, matrix = random_model(4)
    made = Explainer.of(booster)
    assert made.walk == NUMBA and "numba" in explainer.description()
    theirs = booster.predict(matrix, pred_contrib=True)[:, :-1]
    np.testing.assert_allclose(made.contributions(matrix), theirs, atol=1e-9)
