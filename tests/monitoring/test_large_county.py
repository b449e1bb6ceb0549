"""The drift checks of a county of 200,000 households stay within two minutes and two gigabytes."""

import json
import resource
import time
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from features.calendar import add_months
from features.feature import features
from features.vector import fingerprint
from models.reference import reference
from monitoring.check import checks
from monitoring.week import Week

HOUSEHOLDS, PARTS = 200_000, 10
SUNDAY = date(2026, 11, 22)


def write(root, as_of, seed):
    """Vectors of one date, every declared feature drawn, part by part so that the test itself needs little memory."""
    random = np.random.default_rng(seed)
    path, writer = root / "vectors" / f"as_of-{as_of}.parquet", None
    for part in range(PARTS):
        rows = HOUSEHOLDS // PARTS
        columns = {n: random.gamma(2.0, 100.0, rows).round(1) for n in features()}
        keys = {"household_id": [f"H{part}-{n}" for n in range(rows)], "as_of": pd.Timestamp(as_of)}
        frame = pd.DataFrame(keys | {"village_code": "990101001001", "monitoring_line": 8000.0} | columns)
        table = pa.Table.from_pandas(frame, preserve_index=False)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()
    return frame[list(features())]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_drift_of_two_hundred_thousand_households_in_two_minutes_and_two_gigabytes(tmp_path):
    (tmp_path / "vectors").mkdir()
    (tmp_path / "model").mkdir()
    (tmp_path / "vectors" / "vectors.json").write_text(json.dumps({"fingerprint": fingerprint()}))
    papers = reference(write(tmp_path, add_months(SUNDAY, -12), 1))
    for months in (3, 0):
        write(tmp_path, add_months(SUNDAY, -months), months)
    manifest = {"fingerprint": fingerprint(), "reference": papers, "trained_on": {}, "model_id": "m", "metrics": {}}
    (tmp_path / "model" / "manifest.json").write_text(json.dumps(manifest))
    week = Week(tmp_path, SUNDAY)
    began = time.process_time()
    week.__dict__["matrix_a_year_ago"] = week.subset_on(week.a_year_ago)
    found = [f for name in ("feature_drift", "unknown_share", "out_of_range") for f in checks()[name].find(week)]
    seconds, megabytes = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.0f} CPU seconds, {megabytes:.0f} MB")
    assert len(found) >= 2 * len(features()) and seconds < 120 and megabytes < 2048
