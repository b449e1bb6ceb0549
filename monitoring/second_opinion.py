"""Evidently's own drift report beside ours: the same features, on a seeded subset, by its own tests.

Evidently takes half a minute for 10,000 households and 60 features and grows with both (measured: 388 s and
2.4 GB for a million), so it is a second opinion on `ROWS` households and the features that moved most; the
alarms rest on all households and on `monitoring.spread`.
"""

import os
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from features.errors import PovertyRiskError, RecordStoreError
from features.progress import CONSOLE
from monitoring.moved import moved
from monitoring.week import FOLDER, Week

ROWS = 5_000
COLUMNS = 40  # those that moved most


@contextmanager
def second_opinion(week: Week) -> Iterator[None]:
    """Write monitoring/<week>.evidently.html by a process of its own, while the checks are made.

    Whatever Evidently meets, our own checks are told all the same: what went wrong is said in the terminal.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        asked = _asked(other, week)
        yield
        if asked is not None and (failed := asked.exception()) is not None:
            _without(failed)


def _asked(other: Executor, week: Week) -> Future[None] | None:
    """The report begun; None where it cannot be."""
    try:
        other.submit(_get_ready)
        return other.submit(write, *compared(week), week.root / FOLDER / f"{week.name}.evidently.html")
    except PovertyRiskError as error:
        CONSOLE.print(f"[yellow]Evidently[/yellow]: {error}", highlight=False, soft_wrap=True)
    except Exception as error:  # the other process may have been killed: the checks are made without it
        _without(error)
    return None


def _without(error: BaseException) -> None:
    """Say that there is no report; of a library that we do not know from within, only the kind of error."""
    CONSOLE.print(f"[yellow]Evidently[/yellow]: no report ({type(error).__name__})", highlight=False)


def _get_ready() -> None:
    """Evidently takes ten seconds to be imported."""
    import evidently.presets  # noqa: F401


def compared(week: Week) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The features that moved most, of some households now and of the same season of last year.

    Raises RecordStoreError where there is no season of last year to compare with.
    """
    last_year = week.matrix_a_year_ago
    if last_year is None:
        raise RecordStoreError(f"{week.name}: no season of last year on file, so Evidently has nothing to compare with")
    names = _moved_most(week)
    return week.matrix[names].head(ROWS), last_year[names].head(ROWS)


def write(current: pd.DataFrame, reference: pd.DataFrame, path: Path) -> None:
    """Evidently's drift report of two frames of the same columns, whole or not at all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from evidently import Dataset, Report
        from evidently.presets import DataDriftPreset

        report = Report([DataDriftPreset(num_method="wasserstein", num_threshold=0.1)])
        made = report.run(Dataset.from_pandas(current), Dataset.from_pandas(reference))
        partial = path.with_suffix(".partial")
        made.save_html(str(partial))
    os.replace(partial, path)


def _moved_most(week: Week) -> list[str]:
    known = [m for m in moved(week) if m.least is not None and m.since_last_year is not None]
    return [m.name for m in sorted(known, key=lambda m: -(m.least or 0.0))[:COLUMNS]]
