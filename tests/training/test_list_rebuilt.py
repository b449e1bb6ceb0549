"""A printed list is rebuilt from the store a year later, when the store knows much more than it did."""

import shutil
from datetime import date

import pandas as pd

from models.lists.rows import list_hash
from tests.training.conftest import made_material
from tests.training.later_news import bring_news
from training.listing import make_lists

WEEKS = [date(2026, 11, 8), date(2026, 11, 15)]
EARLIER = [date(2026, 7, 31)]


def test_the_list_rebuilt_from_a_store_that_knows_more_equals_the_printed_one(county, small_model, tmp_path):
    printed = make_lists(
        made_material(county.root, [*EARLIER, *WEEKS], "weeks"), small_model, WEEKS, tmp_path / "printed"
    )

    shutil.copytree(county.root / "records", tmp_path / "later" / "records")
    later = made_material(tmp_path / "later", [*EARLIER, *WEEKS])
    bring_news(later.records, WEEKS[-1])
    later = made_material(tmp_path / "later", [*EARLIER, *WEEKS])
    rebuilt = make_lists(later, small_model, WEEKS, tmp_path / "rebuilt")

    for week in WEEKS:
        assert len(printed[week].weekly.table)
        assert rebuilt[week].weekly.hash == printed[week].weekly.hash
    on_disk = pd.read_parquet(tmp_path / "printed" / f"{printed[WEEKS[-1]].weekly.week}.parquet")
    assert list_hash(on_disk) == rebuilt[WEEKS[-1]].weekly.hash


def test_the_hash_of_a_list_notices_one_changed_cell(county, small_model, tmp_path):
    week = make_lists(made_material(county.root, [*EARLIER, *WEEKS], "weeks"), small_model, WEEKS[:1], tmp_path)[
        WEEKS[0]
    ]
    other = week.weekly.table.copy()
    other.loc[other.index[0], "place"] += 1
    assert list_hash(other) != week.weekly.hash
