"""A seeded subset of a date's vectors."""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from features.vector import PIECE, Vectors

DAY = date(2026, 11, 22)


@pytest.fixture
def vectors(tmp_path) -> Vectors:
    """Of more households than are read at a time; one column is unknown for some, one for all."""
    held, rows = Vectors(tmp_path), 2 * PIECE + 500
    amounts = np.where(np.arange(rows) % 3, np.arange(rows) / 7, np.nan)
    frame = pd.DataFrame({"household_id": [f"H{n:06d}" for n in range(rows)], "amount": amounts, "never": np.nan})
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), held.path(DAY))
    return held


def test_the_households_drawn_are_those_of_the_seed_in_their_order(vectors):
    drawn = vectors.drawn(DAY, 1_000, seed=1)
    everybody = vectors.read([DAY])
    pd.testing.assert_frame_equal(drawn, everybody.sample(1_000, random_state=1).sort_index().reset_index(drop=True))


def test_of_fewer_households_everybody_is_drawn(vectors):
    pd.testing.assert_frame_equal(vectors.drawn(DAY, 100_000, seed=1), vectors.read([DAY]))
