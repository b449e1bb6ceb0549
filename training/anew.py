"""A run that begins anew: its first stage is built beside the old run, which stays whole until that ended well."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from features.errors import RecordStoreError
from training.place import Place

MARKS = ("stages.json", "dates.json", "records/source.json")  # one of them tells a run's folder from any other
FOLDERS = (
    "records",
    "truth",
    "vectors",
    "models",
    "model",
    "lists",
    "mlruns",
    "weeks",
    "monitoring",
    "intake",
    "requests",
)
FILES = (
    "stages.json",
    "dates.json",
    "training.json",
    "evaluation.json",
    "evaluation.html",
    "reasons.json",
    "retraining.json",
    "published.json",
    "population.parquet",
    "assessments.parquet",
    "list.xlsx",
    "mlflow.db",
)
NEW = ".new"  # within the run's folder: the folder itself may be a volume, which cannot be swapped


@contextmanager
def begun_anew(root: Path) -> Iterator[Place]:
    """A place for the first stage; when the block ends well, what it left takes the place of the run in `root`.

    Whatever the old run left goes then, so that no list or model outlives its records; files that no run leaves
    stay. When the block fails, `root` is as it was. Raises RecordStoreError where `root` is no run's folder.
    """
    check_ours(root)
    there, new = root.exists(), root / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield Place(new)
        _clear(root)
        for path in sorted(new.iterdir()):
            os.replace(path, root / path.name)
        there = True
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if not there:
            root.rmdir()


def check_ours(root: Path) -> None:
    """Raise RecordStoreError if `root` holds files but no run: removing anything there would be a mistake."""
    others = [path for path in root.iterdir() if path.name != NEW] if root.exists() else []
    if others and not any((root / mark).is_file() for mark in MARKS):
        raise RecordStoreError(f"{root}: holds files that no run left; name an empty or a new folder with --out")


def _clear(root: Path) -> None:
    for name in FOLDERS:
        shutil.rmtree(root / name, ignore_errors=True)
    for name in FILES:
        (root / name).unlink(missing_ok=True)
