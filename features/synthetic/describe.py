"""What an invented county is like: base rates, how good an all-knowing oracle would be, how bad the records are."""

from pathlib import Path

import numpy as np
import pandas as pd

from features.engine import connect
from features.errors import RecordStoreError
from features.records import Records
from features.table import Table, tables

TOP = 0.01  # the length of an oracle's list, share of the households


def read_truth(folder: Path) -> pd.DataFrame:
    """The planted truth, one row per household and month end; for the evaluation and for nobody else.

    `true_risk` is the exact probability of falling within six months without help, 1 for who has
    fallen already (`fallen`); `would_fall` is what happens without help, `fell` what happened.
    """
    files = sorted(Path(folder).glob("truth-*.parquet"))
    if not files:
        raise RecordStoreError(f"{folder}: holds no truth-*.parquet; invent a county first")
    return pd.concat([pd.read_parquet(f) for f in files], ignore_index=True)


def base_rates(truth: pd.DataFrame) -> pd.DataFrame:
    """By date and group, of the households neither monitored nor fallen: how many, how many would fall and fell."""
    open_cases = truth[~truth["monitored"] & ~truth["fallen"]]
    grouped = open_cases.groupby(["as_of", "group"], observed=True)
    rates = grouped.agg(
        households=("would_fall", "size"),
        true_risk=("true_risk", "mean"),
        would_fall=("would_fall", "mean"),
        fell=("fell", "mean"),
    )
    return rates.reset_index()


def oracle(truth: pd.DataFrame, share: float = TOP) -> pd.DataFrame:
    """By date, how many of the `share` with the highest true risk would fall.

    `open` leaves out who has fallen and not been found yet; `with_fallen` counts them as certain.
    """
    rows = []
    for as_of, day in truth[~truth["monitored"]].groupby("as_of"):
        rows.append(
            {"as_of": as_of, "open": _precision(day[~day["fallen"]], share), "with_fallen": _precision(day, share)}
        )
    return pd.DataFrame(rows)


def _precision(day: pd.DataFrame, share: float) -> float:
    listed = day.nlargest(max(1, round(share * len(day))), "true_risk")
    return float(listed["would_fall"].mean())


def procedure(records: Records) -> pd.DataFrame:
    """The county's decisions by year and kind."""
    return _query(
        records,
        "status_decisions",
        "SELECT year(happened_on) AS year, decision, count(*) AS decisions FROM rows GROUP BY ALL ORDER BY ALL",
    )


def defects(records: Records) -> pd.DataFrame:
    """By table: rows, shares of rows that correct or withdraw, days until known (median and 95 %)."""
    rows = []
    for name in (n for n in tables() if records.batches(n)):
        found = _query(
            records,
            name,
            "SELECT count(*) AS rows, 1 - count(DISTINCT record_id) / count(*) AS versions, "
            "avg(withdrawn::INT) AS withdrawn, median(known_on - happened_on) AS days_until_known, "
            "quantile_cont(known_on - happened_on, 0.95) AS days_95 FROM rows",
        )
        rows.append(found.assign(table=name))
    return pd.concat(rows, ignore_index=True).set_index("table")


def _query(records: Records, name: str, sql: str) -> pd.DataFrame:
    files = [str(b) for b in records.batches(name)]
    with connect() as connection:
        connection.execute(f"CREATE TEMP VIEW rows AS SELECT * FROM read_parquet({files})")
        return connection.execute(sql).df()


def ages(records: Records, contract: Table, day: pd.Timestamp) -> dict[str, float]:
    """Shares of the members present on `day` by broad age, to hold against the census."""
    sql = (
        "SELECT date_diff('day', born_on, $day) / 365.25 AS age FROM rows "
        "WHERE left_on IS NULL AND happened_on <= $day "
        "QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY known_on) = 1"
    )
    age = _query(records, contract.name, sql.replace("$day", f"DATE '{day.date()}'"))["age"].to_numpy()
    broad = np.histogram(age, bins=[0, 15, 65, 130])[0] / len(age)
    return dict(zip(("0-14", "15-64", "65+"), broad.round(3).tolist(), strict=True))
