"""Vectors made block by block of the households, all dates together, are those of each date made by itself."""

from datetime import date

import pandas as pd
import pytest

from features.assembly import Assembly
from features.engine import connect
from features.errors import RecordStoreError
from features.in_blocks import build_in_blocks
from features.scope import Scope
from features.standard import Standards
from features.synthetic.county import invent
from tests.features.ascii_store import county as written
from tests.features.ascii_store import rows

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
    build_in_blocks(county, folder, paths, standards=standards, scope=everything, block_size=BLOCK, processes=1)


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


def one_by_one(records, days, standards, folder):
    """The vectors of each day put together in one piece, as if it were the only one."""
    made = []
    for day in days:
        with connect() as connection:
            records.register(connection, Scope.everything(), known_until=day)
            assembly = Assembly(connection, [day])
            assembly.prepare()
            assembly.check_population()
            assembly.compute(records.coverage, standards)
            connection.execute(f"COPY ({assembly.select(day)}) TO '{folder}/alone.parquet' (FORMAT parquet)")
            made.append(pd.read_parquet(folder / "alone.parquet"))
    return pd.concat(made, ignore_index=True)


def test_vectors_in_blocks_are_those_of_each_date_in_one_piece(county, standards, made, tmp_path):
    pd.testing.assert_frame_equal(made[0], one_by_one(county, DAYS, standards, tmp_path), check_exact=True)


HOUSEHOLDS = """
    record_id | household_id | village_code | happened_on | known_on   | ended_on
    H1        | H1           | 990101001001 | 2010-01-01  | 2010-01-01 | -
    H2        | H2           | 990101001001 | 2010-01-01  | 2010-01-01 | -
    H3        | H3           | 990101002001 | 2010-01-01  | 2010-01-01 | 2015-01-01
"""
MEMBERS = """
    record_id | household_id | person_id | relation | born_on    | equivalent_adults | happened_on | known_on
    M1        | H1           | P1        | head     | 1980-01-01 | 1                 | 2010-01-01  | 2010-01-01
    M2        | H2           | P2        | head     | 1950-01-01 | 1                 | 2010-01-01  | 2010-01-01
    M4        | H1           | P4        | child    | 2001-01-01 | 1                 | 2010-01-01  | 2010-01-01
    M3        | H2           | P1        | spouse   | 1980-01-01 | 1                 | 2025-03-10  | 2025-04-20
"""
INCOMES = """
    record_id | household_id | person_id | income_kind | amount_fen | happened_on | known_on   | withdrawn
    R1        | H1           | P1        | wage        | 300000     | 2025-01-31  | 2025-02-10 | false
    R2        | H1           | P1        | wage        | 310000     | 2025-02-28  | 2025-05-10 | false
    R3        | H1           | -         | transfer    | 5000       | 2025-02-28  | 2025-03-10 | false
    R3        | H1           | -         | transfer    | 7000       | 2025-02-28  | 2025-06-10 | false
    R4        | H2           | P2        | business    | 90000      | 2025-03-31  | 2025-04-10 | false
    R4        | H2           | P2        | business    | 90000      | 2025-03-31  | 2025-05-15 | true
    R5        | H2           | P2        | business    | 40000      | 2025-03-31  | 2025-04-10 | false
    R6        | H1           | P3        | wage        | 120000     | 2025-03-31  | 2025-04-10 | false
"""
MONTHS = [date(2025, 3, 31), date(2025, 4, 30), date(2025, 6, 30)]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Incomes that come late, are mended, withdrawn, and follow who moves; and a household that ended long ago."""
    records = written(tmp_path_factory.mktemp("told"), households=HOUSEHOLDS, members=MEMBERS)
    for _, batch in rows(INCOMES).groupby("known_on"):
        records.append("incomes", batch)
    return records


def test_late_mended_and_withdrawn_rows_count_on_the_right_dates(told, tmp_path):
    standards = Standards.load(told.root / "standards")
    paths = {day: tmp_path / f"{day}.parquet" for day in MONTHS}
    everything = Scope.everything()
    build_in_blocks(told, tmp_path / "w", paths, standards=standards, scope=everything, block_size=1, processes=1)
    found = pd.concat([pd.read_parquet(paths[day]) for day in MONTHS], ignore_index=True)
    pd.testing.assert_frame_equal(found, one_by_one(told, MONTHS, standards, tmp_path), check_exact=True)
    latest = found.pivot(index="as_of", columns="household_id", values="income_month_latest")
    assert latest["H1"].tolist() == [50.0, 1200.0, 1200.0]  # R3 as first sent, then R6
    assert latest["H2"].dropna().tolist() == [1300.0, 400.0]  # R4 and R5, then R4 withdrawn


def test_records_of_who_moved_are_in_the_blocks_of_all_homes(made):
    assert made[2]


def test_a_part_that_is_there_is_not_made_again(made):
    assert made[1] == [True, True]


def test_nothing_is_left_of_the_workings(made):
    assert not (made[3] / "work").exists()


def test_what_a_run_for_earlier_dates_left_is_not_taken_for_later_ones(told, tmp_path):
    standards = Standards.load(told.root / "standards")

    def build(day, folder):
        path = tmp_path / folder / f"{day}.parquet"
        everything = Scope.everything()
        build_in_blocks(told, tmp_path / "w", {day: path}, standards=standards, scope=everything)
        return pd.read_parquet(path)

    with pytest.raises(OSError, match="gone"):
        build(MONTHS[0], "gone")
    (tmp_path / "there").mkdir()
    latest = build(MONTHS[-1], "there").set_index("household_id")["income_month_latest"]
    assert latest["H2"] == 400.0


@pytest.mark.slow
def test_two_processes_make_the_blocks_that_one_makes(told, tmp_path):
    standards, everything = Standards.load(told.root / "standards"), Scope.everything()
    found = []
    for processes in (1, 2):
        paths = {day: tmp_path / f"{day}-{processes}.parquet" for day in MONTHS}
        work = tmp_path / f"w{processes}"
        build_in_blocks(told, work, paths, standards=standards, scope=everything, block_size=1, processes=processes)
        found.append([path.read_bytes() for path in paths.values()])
        assert not work.exists()
    assert found[0] == found[1]


@pytest.mark.slow
def test_what_a_block_refuses_in_another_process_is_said_here(told, tmp_path):
    records = written(tmp_path / "s", households=HOUSEHOLDS, members=MEMBERS.split("    M2")[0])
    standards, everything = Standards.load(records.root / "standards"), Scope.everything()
    with pytest.raises(RecordStoreError, match="has no member"):
        paths = {day: tmp_path / f"{day}.parquet" for day in MONTHS}
        build_in_blocks(
            records, tmp_path / "w", paths, standards=standards, scope=everything, block_size=1, processes=2
        )
