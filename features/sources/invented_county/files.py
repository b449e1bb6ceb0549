"""Writes what the shipped mappings of the invented county read: each mapping, turned round."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from features.errors import SourceError
from features.progress import track
from features.records import Records
from features.scope import Scope
from features.sheets import Book
from features.sources.export import RECORD, Export, Filling, RowsOf
from features.sources.invented_county.people import invented_people
from features.sources.mapping_file import exports
from features.table import Column, Kind

SOURCE = "invented_county"
TITLE_ROWS = ("{title}", "单位：见表头；截至{as_of}")


def write_files(county: Path, out: Path, as_of: date, *, seed: int = 1) -> list[Path]:
    """One workbook per export of the invented county, in `out`; headings stand in the third row."""
    records = Records(county)
    members = records.rows("members", as_of, Scope.everything())
    if members.empty:
        raise SourceError(f"{county.name}: has no members; name the record store of an invented county")
    people = invented_people(members, seed).set_index("person_id")
    out.mkdir(parents=True, exist_ok=True)
    return [_write(e, records, people, out, as_of) for e in track(exports(SOURCE), "写出文件 / Writing files")]


def _write(export: Export, records: Records, people: pd.DataFrame, out: Path, as_of: date) -> Path:
    path = out / f"{export.title.zh}_{as_of:%Y%m%d}.xlsx"
    frame = export_frame(export, records, people, as_of)
    notes = [line.format(title=export.title.zh, as_of=as_of) for line in TITLE_ROWS]
    with Book(path, title=export.title.zh) as book:
        sheet = book.sheet("Sheet1", list(frame.columns), notes=notes)
        for row in frame.itertuples(index=False):
            sheet.row(row)
    return path


def export_frame(export: Export, records: Records, people: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The export as a frame of texts under its headings; `people` by person_id with name, number and phone."""
    everything = Scope.everything()
    tables = {rows.table: records.rows(rows.table, as_of, everything) for rows in export.rows}
    main = export.rows[-1]
    frame = tables[main.table]
    texts = _texts(main, frame, records, as_of)
    for rows in export.rows[:-1]:
        other = tables[rows.table].drop_duplicates("household_id").set_index("household_id")
        repeated = other.reindex(frame["household_id"]).reset_index()
        texts |= _texts(rows, repeated, records, as_of)
    identity = export.identity
    if identity.household:
        texts[identity.household] = frame["household_id"]
    if identity.person:
        for heading, column in ((identity.person, "number"), (identity.name, "name"), (identity.phone, "phone")):
            if heading:
                texts[heading] = frame["person_id"].map(people[column])
    wanted = pd.DataFrame({h: texts[h].reset_index(drop=True) for h in export.headings})
    missing = frame["person_id"].isna().to_numpy() if identity.person and not identity.household else None
    wanted = wanted.astype(object).where(wanted.notna(), None)
    return wanted if missing is None else wanted[~missing]


def _texts(rows: RowsOf, frame: pd.DataFrame, records: Records, as_of: date) -> dict[str, pd.Series]:
    texts: dict[str, pd.Series] = {}
    for name, filling in rows.columns.items():
        if filling.always is not None or filling.read in ("number_fits", "sex", "birth"):
            continue
        if filling.read == "village":
            texts |= _places(filling, frame, records, as_of)
        elif name == RECORD:
            texts[filling.headings[0]] = frame["record_id"]
        else:
            written = _written(rows.contract.all_columns[name], filling)
            texts[filling.headings[0]] = frame[name].astype(object).map(written, na_action="ignore")
    return texts


def _places(filling: Filling, frame: pd.DataFrame, records: Records, as_of: date) -> dict[str, pd.Series]:
    areas = records.rows("areas", as_of, Scope.everything()).sort_values("happened_on")
    names = areas.drop_duplicates("area_code", keep="last").set_index("area_code")["area_name"]
    township = frame["village_code"].str[:9] + "000"
    return {filling.headings[0]: township.map(names), filling.headings[1]: frame["village_code"].map(names)}


def _written(column: Column, filling: Filling) -> Callable[[object], str]:
    """How a value of the column is written by a department."""
    said = {code: word for word, code in reversed(list(filling.codes.items()))}

    def write(value: object) -> str:
        if column.kind is Kind.CODE:
            return said.get(str(value), column.codes[str(value)].zh)
        if column.kind is Kind.FEN:
            return f"{float(str(value)) / 100:,.2f}"
        if column.kind is Kind.DATE:
            return pd.Timestamp(str(value)).strftime("%Y%m" if filling.read.startswith("month") else "%Y-%m-%d")
        if column.kind is Kind.YES_NO:
            return "是" if value else "否"
        if column.kind is Kind.WHOLE:
            return str(int(float(str(value))))
        return str(value)

    return write
