"""Evidently's own drift report beside ours: the same features, on a seeded subset, by its own tests.

Evidently takes half a minute for 10,000 households and 60 features and grows with both (measured: 388 s and
2.4 GB for a million), so it is a second opinion on `ROWS` households and the features that moved most; the
alarms rest on all households and on `monitoring.spread`.
"""

import os
import warnings

from features.errors import RecordStoreError
from monitoring.moved import moved
from monitoring.week import FOLDER, Week

ROWS = 5_000
COLUMNS = 40  # those that moved most


def write_second_opinion(week: Week) -> str:
    """Write monitoring/<week>.evidently.html, against last year's season; returns its name.

    Raises RecordStoreError where there is no season of last year to compare with.
    """
    last_year = week.matrix_a_year_ago
    if last_year is None:
        raise RecordStoreError(f"{week.name}: no season of last year on file, so Evidently has nothing to compare with")
    names = _moved_most(week)
    current, reference = (m[names].head(ROWS) for m in (week.matrix, last_year))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from evidently import Dataset, Report
        from evidently.presets import DataDriftPreset

        report = Report([DataDriftPreset(num_method="wasserstein", num_threshold=0.1)])
        made = report.run(Dataset.from_pandas(current), Dataset.from_pandas(reference))
        path = week.root / FOLDER / f"{week.name}.evidently.html"
        partial = path.with_suffix(".partial")
        made.save_html(str(partial))
    os.replace(partial, path)
    return path.name


def _moved_most(week: Week) -> list[str]:
    known = [m for m in moved(week) if m.least is not None and m.since_last_year is not None]
    return [m.name for m in sorted(known, key=lambda m: -(m.least or 0.0))[:COLUMNS]]
