"""Reads the survey's files into a record store, quarter by quarter."""

import shutil
from collections.abc import Mapping as Named
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from features.coverage import Covered, Seen
from features.declared import declared
from features.engine import connect
from features.errors import RecordStoreError, SourceError
from features.progress import track
from features.records import Records, Source
from features.sources.argentina_eph.files import open_files, quarters
from features.sources.argentina_eph.line import look_back, write_line
from features.sources.argentina_eph.links import follow
from features.sources.argentina_eph.places import area_rows
from features.sources.mapping import Mapping
from features.visits import WEIGHTS

CAUTION_ZH = (
    "真实住户，但不是中国，也不是农村；没有医疗费用；部分“返贫”只是上报收入的波动。"
    "凡某次访问未见同一户主（性别或年龄不符），其前后连接已舍去。"
)
CAUTION_EN = (
    "Real households, but not in China, not rural, and without medical bills; "
    "some of the return to poverty is noise in reported income. "
    "Links between visits whose heads differ in sex or age are dropped."
)
SOURCE = Source(
    name="argentina_eph",
    title_zh="阿根廷常住户调查（EPH，INDEC）",
    title_en="Argentine household survey panel (EPH continua, INDEC)",
    outcome="next_visit",
    index="welfare",
    cohort="visited",
    lines="own",
    caution_zh=CAUTION_ZH,
    caution_en=CAUTION_EN,
)
_HOMES = """
    SELECT l.*, f.* EXCLUDE (dwelling, NRO_HOGAR, seen_on, ITF, PONDERA), past.formerly_poor, past.past_changed
    FROM linked l JOIN household_files f USING (dwelling, NRO_HOGAR, seen_on)
        JOIN pasts past USING (household_id, seen_on) WHERE seen_on = $day
"""
_PEOPLE = """
    SELECT p.*, f.household_id, f.person_id, f.next_on, f.household_first_on, f.first_on, f.first_age, f.attended_on,
        f.stays, greatest(CH06, 0) AS age, e.adequi AS equivalent_adults,
        CAST(f.first_on - to_years(CAST(f.first_age AS INTEGER)) - INTERVAL 6 MONTH AS DATE) AS born_on
    FROM person_files p JOIN homes h USING (dwelling, NRO_HOGAR, seen_on)
        JOIN followed_persons f ON f.household_id = h.household_id AND f.COMPONENTE = p.COMPONENTE
            AND f.seen_on = p.seen_on
        JOIN equivalents e USING (CH04, CH06)
    WHERE p.seen_on = $day
"""


@cache
def mappings() -> Named[str, Mapping]:
    """How each of our tables is filled, by table."""
    return declared("features.sources.argentina_eph.tables", Mapping)


def read_panel(folder: Path, root: Path, first: date | None = None, last: date | None = None) -> Records:
    """Make a record store at `root` from the survey's files in `folder`.

    Takes the quarters whose last day lies from `first` to `last` (inclusive; all, if None); visits
    outside them are not linked either. The store appears whole or not at all. Raises SourceError when
    files or columns are missing, RecordStoreError when `root` is taken.
    """
    folder, root = Path(folder), Path(root)
    if root.exists() and any(root.iterdir()):
        raise RecordStoreError(f"{root.name}: is not empty; name a new folder for the record store")
    root.parent.mkdir(parents=True, exist_ok=True)
    partial = root.with_name(f".{root.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        _read(folder, partial, first, last)
        if root.exists():
            root.rmdir()
        partial.rename(root)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Records(root)


def links_dropped(folder: Path, first: date | None = None, last: date | None = None) -> float:
    """The share of links between visits at the same survey key that `read_panel` drops."""
    with connect() as connection:
        open_files(connection, folder)
        days = _days(connection, folder, first, last)
        return follow(connection, days[0], days[-1])


def _read(folder: Path, root: Path, first: date | None, last: date | None) -> None:
    root.mkdir()
    with connect(root) as connection:
        open_files(connection, folder)
        days = _days(connection, folder, first, last)
        records = Records.create(root, SOURCE, _coverage(days[0]))
        follow(connection, days[0], days[-1])
        write_line(connection, root / "standards")
        look_back(connection)
        villages = connection.execute("SELECT DISTINCT village_code FROM linked").fetchall()
        records.append("areas", area_rows([code for (code,) in villages]))
        for day in track(days, "Survey 住户调查"):
            _append_quarter(connection, records, day)
        weights = connection.execute(
            "SELECT household_id, seen_on AS as_of, CAST(PONDERA AS DOUBLE) AS weight FROM linked ORDER BY ALL"
        )
        weights.df().to_parquet(root / WEIGHTS, index=False)
    shutil.rmtree(root / ".spill", ignore_errors=True)


def _days(connection: duckdb.DuckDBPyConnection, folder: Path, first: date | None, last: date | None) -> list[date]:
    days = quarters(connection, first, last)
    if not days:
        raise SourceError(f"{folder.name}: holds no quarter from {first} to {last}; choose other dates")
    return days


def _coverage(first: date) -> list[Covered]:
    """Visits are snapshots: a window that needs what happened between them is UNKNOWN."""
    return [
        Covered(table=name, first_on=first, columns=mapping.covered, seen=Seen.SNAPSHOTS)
        for name, mapping in mappings().items()
    ] + [Covered(table="areas", first_on=first, columns=("level", "area_name"), seen=Seen.SNAPSHOTS)]


def _append_quarter(connection: duckdb.DuckDBPyConnection, records: Records, day: date) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE homes AS {_HOMES}", {"day": day})
    connection.execute(f"CREATE OR REPLACE TEMP TABLE people AS {_PEOPLE}", {"day": day})
    for name, mapping in mappings().items():
        rows = connection.sql(f"SELECT * FROM ({mapping.sql}) ORDER BY record_id, known_on")
        records.append(name, rows.to_arrow_table())
