"""The survey's files in a folder: `household_*.parquet`, `person_*.parquet`, `adult_equivalents.csv`."""

from datetime import date
from pathlib import Path

import duckdb

from features.calendar import month_end
from features.engine import quoted
from features.errors import SourceError

_KEYS = ("CODUSU", "NRO_HOGAR", "ANO4", "TRIMESTRE")
HOUSEHOLD = (
    *(*_KEYS, "REALIZADA", "REGION", "AGLOMERADO", "PONDERA", "ITF", "DECIFR", "IDIMPH"),
    *("IV3", "IV4", "IV5", "IV6", "IV7", "IV8", "IV9", "IV10", "IV12_2", "IV12_3", "II1", "II4_1", "II7", "II8"),
    *("V6", "V13", "V14", "V15", "V16", "V17"),
)
AMOUNTS = ("V2_M", "V3_M", "V4_M", "V5_M", "V8_M", "V9_M", "V10_M", "V11_M", "V12_M", "V18_M", "V19_AM", "V21_M")
"""Parts of a person's income. Empty: the question did not arise. Negative: not answered, and then P47T says so too."""
PERSON = (
    *(*_KEYS, "COMPONENTE", "CH03", "CH04", "CH06", "CH08", "CH10", "CH12", "NIVEL_ED"),
    *("ESTADO", "CAT_OCUP", "CAT_INAC", "PP3E_TOT", "PP3F_TOT", "PP04D_COD", "PP07C", "PP07H", "PP07I", "P21", "P47T"),
    *AMOUNTS,
)
EQUIVALENTS = ("CH04", "CH06", "adequi")
QUARTER_END = "last_day(make_date(CAST(ANO4 AS INTEGER), 3 * CAST(TRIMESTRE AS INTEGER), 1))"


def open_files(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the views `household_files`, `person_files` and the table `equivalents` in `connection`.

    Both views have the columns we use, as numbers, with the dwelling's key as text `dwelling` and the
    last day of the quarter as `seen_on`; only realised interviews of private households are in them
    (NRO_HOGAR 50 and above marks others). Raises SourceError naming the file or columns that lack.
    """
    _view(connection, folder, "household", HOUSEHOLD, " AND REALIZADA = 1")
    _view(connection, folder, "person", PERSON, "")
    csv = folder / "adult_equivalents.csv"
    if not csv.is_file():
        raise SourceError(f"{folder.name}: adult_equivalents.csv is missing; put the table of adult equivalents there")
    rows = f"read_csv({quoted(csv)})"
    _check_columns(connection, rows, csv.name, EQUIVALENTS)
    chosen = "CAST(CH04 AS INTEGER) AS CH04, CAST(CH06 AS INTEGER) AS CH06, CAST(adequi AS DOUBLE) AS adequi"
    connection.execute(f"CREATE TEMP TABLE equivalents AS SELECT DISTINCT {chosen} FROM {rows}")


def quarters(connection: duckdb.DuckDBPyConnection, first: date | None, last: date | None) -> list[date]:
    """The last days of the quarters in the household files, from `first` to `last` (inclusive)."""
    found = connection.execute("SELECT DISTINCT seen_on FROM household_files ORDER BY seen_on").fetchall()
    days = [month_end(day) for (day,) in found]
    return [d for d in days if (first is None or d >= first) and (last is None or d <= last)]


def _view(connection: duckdb.DuckDBPyConnection, folder: Path, kind: str, needed: tuple[str, ...], kept: str) -> None:
    paths = sorted(folder.glob(f"{kind}_*.parquet"))
    if not paths:
        raise SourceError(f"{folder.name}: holds no {kind}_*.parquet; name the folder of the survey's files")
    for path in paths:
        _check_columns(connection, f"read_parquet({quoted(path)})", path.name, needed)
    files = ", ".join(quoted(path) for path in paths)
    numbers = ", ".join(f"{_number(name)} AS {name}" for name in needed if name != "CODUSU")
    connection.execute(
        f"CREATE TEMP VIEW {kind}_files AS SELECT CAST(CODUSU AS VARCHAR) AS dwelling, {QUARTER_END} AS seen_on, "
        f"{numbers} FROM read_parquet([{files}], union_by_name = true) WHERE NRO_HOGAR < 50{kept}"
    )


def _number(name: str) -> str:
    number = f"TRY_CAST({name} AS DOUBLE)"
    return f"greatest({number}, 0)" if name in AMOUNTS else number  # greatest passes over what is empty


def _check_columns(connection: duckdb.DuckDBPyConnection, rows: str, file: str, needed: tuple[str, ...]) -> None:
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
    except duckdb.Error:
        raise SourceError(f"{file}: cannot be read as the kind of file its name says; fetch it again") from None
    missing = set(needed) - {row[0] for row in described}
    if missing:
        raise SourceError(f"{file}: lacks column {', '.join(sorted(missing))}; take INDEC's complete files")
