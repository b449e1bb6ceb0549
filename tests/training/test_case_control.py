"""Falls are all kept; drawn rows stand for those left out."""

import numpy as np
import pandas as pd

from training.case_control import CONTROLS_PER_CASE, FEWEST_ROWS, at_most, cases_and_controls


def rows(falls: int, others: int) -> pd.DataFrame:
    outcome = np.repeat([1.0, 0.0], [falls, others])
    return pd.DataFrame({"household_id": [f"H{n}" for n in range(falls + others)], "outcome": outcome})


def test_a_small_county_keeps_every_row_and_each_counts_one():
    small = rows(30, 1000)
    kept = cases_and_controls(small)
    assert len(kept) == len(small)
    assert (kept["weight"] == 1).all()


def test_every_fall_is_kept_and_the_weights_of_the_others_add_up_to_all_of_them():
    many = rows(10, FEWEST_ROWS * 3)
    kept = cases_and_controls(many)
    assert (kept["outcome"] == 1).sum() == 10
    assert len(kept) == FEWEST_ROWS
    assert np.isclose(kept.loc[kept["outcome"] == 0, "weight"].sum(), FEWEST_ROWS * 3)
    assert (kept.loc[kept["outcome"] == 1, "weight"] == 1).all()


def test_many_falls_bring_as_many_controls_as_asked():
    falls = FEWEST_ROWS // CONTROLS_PER_CASE
    kept = cases_and_controls(rows(falls, falls * CONTROLS_PER_CASE * 2))
    assert (kept["outcome"] == 0).sum() == falls * CONTROLS_PER_CASE


def test_the_rows_stay_in_their_order_and_a_seed_draws_the_same():
    many = rows(5, 500)
    kept = at_most(many, 100, seed=3)
    assert kept.index.is_monotonic_increasing
    assert kept.equals(at_most(many, 100, seed=3))
    assert np.isclose(kept["weight"].sum(), 505)
