"""What becomes known only after a day: every record corrected or withdrawn, and as many new events."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from features.records import Records
from features.table import Column, Kind, Table, tables


def bring_news(records: Records, after: date) -> None:
    """Send to every table that has records, known only after the day, what would change everything if it were seen."""
    for name, contract in tables().items():
        rows = known_by(records, name, after)
        if len(rows):
            records.append(name, corrections(rows, contract, after))
            records.append(name, new_events(rows, contract, after))


def known_by(records: Records, name: str, day: date) -> pd.DataFrame:
    """The last version known on the day of every record of a table; nothing where it has none."""
    batches = [pq.read_table(path).to_pandas() for path in records.batches(name)]
    rows = pd.concat(batches) if batches else pd.DataFrame({"known_on": [], "record_id": []})
    return rows[rows["known_on"] <= day].drop_duplicates("record_id", keep="last")


def corrections(rows: pd.DataFrame, contract: Table, after: date) -> pd.DataFrame:
    """A later version of every row: another value in every column, another day, every second one withdrawn."""
    told = altered(rows, contract).assign(known_on=after + timedelta(days=1))
    told["happened_on"] = days_before(told["happened_on"], 40)
    told["withdrawn"] = np.arange(len(told)) % 2 == 0
    return told


def new_events(rows: pd.DataFrame, contract: Table, after: date) -> pd.DataFrame:
    """As many events again, with other values, of the very days that vectors look at, heard of a month late."""
    told = altered(rows, contract).assign(known_on=after + timedelta(days=30), withdrawn=False)
    told["record_id"] = "late-" + told["record_id"]
    told["happened_on"] = [after - timedelta(days=n % 90) for n in range(len(told))]
    return told


def altered(rows: pd.DataFrame, contract: Table) -> pd.DataFrame:
    """Another value in every column of the table's own that is neither empty nor free text."""
    return rows.assign(**{c.name: other_values(rows[c.name], c) for c in contract.columns if c.kind is not Kind.TEXT})


def other_values(values: pd.Series, column: Column) -> pd.Series:
    """Values that the contract allows and that are not these."""
    if column.kind is Kind.CODE:
        codes = list(column.codes)
        return values.map(dict(zip(codes, codes[1:] + codes[:1], strict=True)))
    if column.kind is Kind.YES_NO:
        return values.map({True: False, False: True})
    if column.kind is Kind.DATE:
        return days_before(values, 40)
    if column.at_most is None:
        return values * 3 + 1
    least = column.at_least or 0
    return values.where(values.isna() | (values > least), column.at_most).mask(values > least, least)


def days_before(values: pd.Series, days: int) -> pd.Series:
    """The same dates, so many days earlier; empty stays empty."""
    return values.map(lambda day: day - timedelta(days=days), na_action="ignore")
