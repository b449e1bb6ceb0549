"""A large store's vectors, made block by block of its households, are those that are made at once."""

from datetime import date

import pandas as pd
import pytest

from features.in_blocks import build_in_blocks
from features.scope import Scope
from features.standard import Standards
from features.synthetic.county import invent
from features.vector import build_vectors

DAYS = [date(2026, 5, 31), date(2026, 11, 22)]
BLOCK = 60


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return invent(tmp_path_factory.mktemp("county") / "records", households=110, seed=3, months=27).records


@pytest.fixture(scope="module")
def standards(county):
    return Standards.load(county.root / "standards")


def in_blocks(county, folder, paths, standards):
    everything = Scope.everything()
    build_in_blocks(county, folder, paths, standards=standards, scope=everything, block_size=BLOCK)


@pytest.fixture(scope="module")
def made(county, standards, tmp_path_factory):
    """Vectors in blocks, after a first run that ended before they could be put together, and what it left."""
    root = tmp_path_factory.mktemp("blocks")
    with pytest.raises(OSError, match="gone"):
        in_blocks(county, root / "work", {d: root / "gone" / f"{d}.parquet" for d in DAYS}, standards)
    parts = {p: p.stat().st_mtime_ns for p in sorted((root / "work" / "parts").glob("*/*.parquet"))}
    moved = list((root / "work" / "records" / "moved").glob("*/*/*.parquet"))
    (root / "gone").mkdir()
    last = max(parts)
    again = {p: at for p, at in parts.items() if p != last}
    last.unlink()
    kept = []
    in_blocks(county, root / "work", Watched({d: root / "gone" / f"{d}.parquet" for d in DAYS}, again, kept), standards)
    vectors = pd.concat([pd.read_parquet(root / "gone" / f"{d}.parquet") for d in DAYS], ignore_index=True)
    return vectors, kept, moved, root


class Watched(dict):
    """Paths by date that note, when a date is put together, whether the parts that were there are the same still."""

    def __init__(self, paths, parts, kept):
        super().__init__(paths)
        self.parts, self.kept = parts, kept

    def __getitem__(self, day):
        self.kept.append(all(p.stat().st_mtime_ns == at for p, at in self.parts.items()))
        return super().__getitem__(day)


def test_vectors_in_blocks_are_the_vectors_made_at_once(county, standards, made, tmp_path):
    at_once = build_vectors(county, DAYS, tmp_path / "vectors", standards=standards).read()
    pd.testing.assert_frame_equal(made[0], at_once, check_exact=True)


def test_records_of_who_moved_are_in_the_blocks_of_all_homes(made):
    assert made[2]


def test_a_part_that_is_there_is_not_made_again(made):
    assert made[1] == [True, True]


def test_nothing_is_left_of_the_workings(made):
    assert not (made[3] / "work").exists()
