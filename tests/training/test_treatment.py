"""Who was helped teaches nothing; who was not stands for them; audits tell what nobody looked for."""

import numpy as np
import pytest

from training.treatment import MOST, Seen, corrected, found_share


def seen(outcome, listed, audited=None, helped=None, probability=0.1):
    n = len(outcome)
    none = np.zeros(n, dtype=bool)
    mask = [none if m is None else np.array(m, dtype=bool) for m in (audited, helped)]
    return Seen(np.array(outcome, dtype=float), np.array(listed, dtype=bool), *mask, audit_probability=probability)


def test_without_help_and_with_few_audits_every_row_counts_one():
    kept, weight = corrected(seen([1, 0, 0, 1], [1, 1, 0, 0]))
    assert kept.all() and (weight == 1).all()


def test_a_helped_household_is_left_out_and_an_unhelped_fall_stands_for_it():
    kept, weight = corrected(seen([0, 0, 1, 0], [1, 1, 1, 1], helped=[1, 1, 0, 0]))
    assert kept.tolist() == [False, False, True, True]
    assert weight[2:].tolist() == [3.0, 1.0]


def test_no_household_speaks_for_a_village():
    helped = [1] * 50 + [0]
    _, weight = corrected(seen([0] * 50 + [1], [1] * 51, helped=helped))
    assert weight[-1] == MOST


def test_audits_tell_which_share_of_the_other_falls_is_found():
    # 10 of 100 audited households fell; of the 900 others, 45 were found of some 90 that fell
    outcome = [1] * 10 + [0] * 90 + [1] * 45 + [0] * 855
    one = seen(outcome, [0] * 1000, audited=[1] * 100 + [0] * 900)
    assert found_share(one) == pytest.approx(0.5)
    _, weight = corrected(one)
    assert weight[100] == pytest.approx(2.0) and weight[0] == 1.0 and weight[-1] == 1.0
