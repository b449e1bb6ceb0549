"""Killed anywhere and run again: exactly once, never half of a batch."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from features.records import Records
from tests.features.intake.sent import AREAS, CLAIMS, PEOPLE, mappings, send, store

ROOT = Path(__file__).parents[3]
TABLES = ("areas", "households", "members", "identities", "medical_claims")


def run(tmp_path: Path, dies_at: int) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "tests.features.intake.killed", str(tmp_path), str(dies_at)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def content(records: Records) -> dict[str, list]:
    from datetime import date

    from features.scope import Scope

    rows = {n: records.rows(n, date(2026, 6, 30), Scope.everything()) for n in TABLES}
    return {
        n: f.drop(columns=[c for c in ("filename", "record_id", *keyed(f)) if c in f]).astype(str).values.tolist()
        for n, f in rows.items()
    }


def keyed(frame) -> list[str]:
    """Columns that depend on the store's own key."""
    return [c for c in frame if c.endswith(("_key", "_id"))]


def test_killed_anywhere_and_run_again_is_exactly_once(tmp_path):
    _killed_at(tmp_path, points=1)


@pytest.mark.slow
def test_killed_at_twenty_points_and_run_again_is_exactly_once(tmp_path):
    _killed_at(tmp_path, points=20)


def _killed_at(tmp_path: Path, points: int) -> None:
    whole = tmp_path / "whole"
    send(whole / "sent", areas=AREAS, people=PEOPLE, claims=CLAIMS)
    mappings(whole / "mappings")
    operations = int(run(whole, 0).stdout.split()[-1])
    expected = {n: sorted(rows) for n, rows in content(store(whole)).items()}
    for number, dies_at in enumerate(sorted(random.Random(7).sample(range(1, operations), points))):
        place = tmp_path / f"killed-{number}"
        send(place / "sent", areas=AREAS, people=PEOPLE, claims=CLAIMS)
        mappings(place / "mappings")
        assert run(place, dies_at).returncode == 9, dies_at
        assert run(place, 0).returncode == 0, dies_at
        assert {n: sorted(rows) for n, rows in content(store(place)).items()} == expected, dies_at
        assert os.listdir(place / "store" / "intake" / "staged") == [], dies_at
