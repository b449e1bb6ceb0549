"""Runs every alert over a frame of vectors: which households fire what, in words, and what could not be checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features import condition, expression
from features.ascii_table import read_ascii
from features.standard import Standards
from models.alert import LINE, Alert, Threshold, alerts
from models.suggestions import asked

COLUMNS = (
    *("household_id", "as_of", "alert", "evidence", "guarantee", "theme", "department", "privacy"),
    *("zh", "en", "zh_hidden", "en_hidden", "happened_on", "known_on", "event_on", "memory_months"),
)
UNCHECKED = ("household_id", "as_of", "alert")


@dataclass(frozen=True)
class Fired:
    """What the rule lane found.

    `table`: one row per household, date and alert that fired (columns `COLUMNS`; `evidence` is the
    figure that must grow, `event_on` the day of the latest event that would renew it,
    `memory_months` how long a visit's finding speaks, NaN for ever). `unchecked`:
    household_id, as_of, alert for every alert whose inputs are unknown. `facts`: household_id, as_of and
    what measures ask of a household (people's units, NaN = UNKNOWN), for those of whom something fired.
    """

    table: pd.DataFrame
    unchecked: pd.DataFrame
    facts: pd.DataFrame


def fire(vectors: pd.DataFrame, standards: Standards, chosen: Iterable[Alert] | None = None) -> Fired:
    """Run the alerts (all, if None) over `vectors`; the order of its rows changes nothing.

    Raises MissingStandardError when a figure is needed where none is in force.
    """
    run = list(alerts().values()) if chosen is None else list(chosen)
    vectors = vectors.sort_values(["household_id", "as_of"], kind="stable").reset_index(drop=True)
    known = {alert.name: vectors[list(alert.of)].notna().all(axis=1) for alert in run}
    given = _with_figures(vectors, run, known, standards)
    true = condition.conditions(given, {a.name: _named(a, a.condition) for a in run})
    grave = condition.expressions(given, {a.name: _named(a, a.evidence or "1") for a in run})
    found, open_ = [], []
    for alert in run:
        fires = known[alert.name] & true[alert.name].fillna(False).astype(bool)
        unknown = ~known[alert.name] | true[alert.name].isna()
        found.append(_said(alert, given[fires], grave.loc[fires, alert.name]))
        open_.append(vectors.loc[unknown, ["household_id", "as_of"]].assign(alert=alert.name))
    table = _one(found, COLUMNS)
    return Fired(table, _one(open_, UNCHECKED), _facts(vectors, table))


def columns_read() -> frozenset[str]:
    """The columns of the vectors that `fire` looks at, so that nobody need hold the others."""
    days = {f"{t}__{day}" for a in alerts().values() for t in _tables(a) for day in ("happened_on", "known_on")}
    named = {name for alert in alerts().values() for name in alert.of}
    return frozenset({"household_id", "as_of", "village_code", LINE}) | named | days | asked()


def _tables(alert: Alert) -> tuple[str, ...]:
    return (*alert.tables, alert.returns_with) if alert.returns_with else alert.tables


def _facts(vectors: pd.DataFrame, fired: pd.DataFrame) -> pd.DataFrame:
    columns = ["household_id", "as_of", *sorted(asked() & set(vectors.columns))]
    return vectors.loc[vectors["household_id"].isin(fired["household_id"]), columns].reset_index(drop=True)


def run_on(alert: Alert, values: str) -> dict[str, bool]:
    """Whether `alert` fires for each household of an ascii table of its features and figures."""
    frame = pd.DataFrame(read_ascii(values)).set_index("household_id").astype("float64")
    for name in alert.names - set(frame.columns):
        frame[name] = np.nan
    true = condition.conditions(frame, {"fires": alert.condition})["fires"]
    fires = true.fillna(False).astype(bool) & frame[list(alert.of)].notna().all(axis=1)
    return {str(household): bool(one) for household, one in fires.items()}


def _figure_column(alert: Alert, name: str) -> str:
    """Two alerts may call different figures by the same name."""
    return f"{alert.name}__{name}"


def _named(alert: Alert, sql: str) -> str:
    return expression.replaced(sql, {name: _figure_column(alert, name) for name in alert.standards})


def _with_figures(
    vectors: pd.DataFrame, run: list[Alert], known: Mapping[str, pd.Series], standards: Standards
) -> pd.DataFrame:
    """The vectors with a column per threshold; only rows where the alert can be checked need a figure."""
    columns = {
        _figure_column(alert, name): _figures(vectors, threshold, known[alert.name], standards)
        for alert in run
        for name, threshold in alert.standards.items()
    }
    return pd.concat([vectors, pd.DataFrame(columns, index=vectors.index)], axis=1)


def _figures(vectors: pd.DataFrame, threshold: Threshold, known: pd.Series, standards: Standards) -> pd.Series:
    rows = vectors.loc[known, ["village_code", "as_of"]].assign(key=threshold.key)
    if threshold.by_formerly_poor:
        rows["key"] = np.where(vectors.loc[known, "formerly_poor"] > 0, "formerly_poor", "other")
    keys = ["village_code", "as_of", "key"]
    # One question per village, day and key, not per household.
    asked = rows.groupby(keys, sort=True, as_index=False).size()
    days = pd.to_datetime(asked["as_of"]).dt.date
    amounts = [
        standards.amount(threshold.standard, village, day, key)
        for village, day, key in zip(asked["village_code"], days, asked["key"], strict=True)
    ]
    found = rows.groupby(keys, sort=True).ngroup().to_numpy()
    return pd.Series(np.array(amounts, "float64")[found], rows.index).reindex(vectors.index)


def _said(alert: Alert, rows: pd.DataFrame, grave: pd.Series) -> pd.DataFrame:
    """The rows of one alert in words, with the days of the records it rests on."""
    own = {name: rows[_figure_column(alert, name)] for name in alert.standards}
    own |= {name: rows[name] for name in (*alert.of, LINE) if name in rows}
    stated = [dict(zip(own, values, strict=True)) for values in zip(*own.values(), strict=True)]
    hidden = alert.hidden or alert.reason
    return pd.DataFrame(
        {
            "household_id": rows["household_id"],
            "as_of": pd.to_datetime(rows["as_of"]),
            "alert": alert.name,
            "evidence": grave,
            "guarantee": alert.guarantee,
            "theme": alert.theme.value,
            "department": alert.department.value,
            "privacy": alert.privacy.value,
            "zh": [alert.reason.zh.format(**s) for s in stated],
            "en": [alert.reason.en.format(**s) for s in stated],
            "zh_hidden": [hidden.zh.format(**s) for s in stated],
            "en_hidden": [hidden.en.format(**s) for s in stated],
            "happened_on": _latest(rows, alert.tables, "happened_on"),
            "known_on": _latest(rows, alert.tables, "known_on"),
            "event_on": _latest(rows, (alert.returns_with,) if alert.returns_with else (), "happened_on"),
            "memory_months": np.nan if alert.memory_months is None else float(alert.memory_months),
        },
        index=rows.index,
    )


def _latest(rows: pd.DataFrame, names: Iterable[str], day: str) -> pd.Series:
    columns = [f"{name}__{day}" for name in names if f"{name}__{day}" in rows]
    if not columns:
        return pd.Series(pd.NaT, rows.index, dtype="datetime64[us]")
    return rows[columns].apply(pd.to_datetime).max(axis=1)


def _one(frames: list[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    if not filled:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(filled)[list(columns)].sort_values(list(columns[:3]), kind="stable").reset_index(drop=True)
