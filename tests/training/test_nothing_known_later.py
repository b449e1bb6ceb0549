"""Perturb the unknowable: whatever becomes known after a date changes no vector, no assessment, no lesson of it."""

import shutil
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from features.population import population
from features.table import Kind, tables
from features.vector import Vectors
from training.learning import lesson
from training.splits import Side, Split

AS_OF = date(2025, 9, 30)


def perturbed(records, after: date) -> None:
    """Correct or withdraw every record, and add new events, all known only after the day."""
    for name, contract in tables().items():
        batches = records.batches(name)
        if not batches:
            continue
        rows = pd.concat([pq.read_table(b).to_pandas() for b in batches])
        rows = rows[rows["known_on"] <= after].drop_duplicates("record_id", keep="last")
        told = rows.assign(known_on=after + timedelta(days=1))
        for column in contract.columns:
            if column.kind in (Kind.FEN, Kind.WHOLE, Kind.NUMBER) and column.at_most is None:
                told[column.name] = told[column.name] * 3 + 1
        told["withdrawn"] = np.arange(len(told)) % 2 == 0
        records.append(name, told)


def test_vectors_population_and_lessons_are_the_same_to_the_last_digit(county, tmp_path):
    shutil.copytree(county.root / "records", tmp_path / "records")
    from features.records import Records
    from features.vector import build_vectors

    records = Records(tmp_path / "records")
    perturbed(records, AS_OF)
    made = build_vectors(records, [AS_OF], tmp_path / "vectors", standards=county.material.standards)
    before = county.material.vectors.read([AS_OF])
    pd.testing.assert_frame_equal(made.read([AS_OF]), before)
    rows = county.material.population
    known = rows[rows["as_of"] == pd.Timestamp(AS_OF)].reset_index(drop=True)
    pd.testing.assert_frame_equal(population(records, [AS_OF]), known)
    assert isinstance(made, Vectors)

    villages = frozenset(rows["village_code"])
    side = Side((date(2024, 12, 31), date(2025, 3, 31)), villages)
    split = Split("known until", AS_OF, "village_code", side, side, Side((), frozenset()))
    from dataclasses import replace

    one, two = lesson(county.material, split), lesson(replace(county.material, records=records), split)
    assert (one.risk_teach.outcome == two.risk_teach.outcome).all() and one.risk_teach.outcome.sum() > 0
    assert (one.index_teach.outcome == two.index_teach.outcome).all() and len(one.index_teach)
