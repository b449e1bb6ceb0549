"""The rows of a list: every listed household with its alerts, reasons and measures in words, and why it is there."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from features.rows import rows_of
from features.table import tables
from features.text import Text
from models.lists.answering import with_answers
from models.lists.assessed import Assessed

COLUMNS = (
    *("week", "as_of", "household_id", "township_code", "village_code", "lane", "place", "group", "change"),
    *("alerts", "reasons", "lowers", "measures", "missing"),
    *("poverty_index", "index_low", "index_high", "band", "return_risk", "risk_low", "risk_high"),
    *("selection_probability", "why", "model_id", "fingerprint", "policy_version"),
)
REASONED_BY = ("status", "alerts", "position", "township_code", "missing")  # what the words of `why` are made of
ALERT_KEYS = (
    *("alert", "zh", "en", "zh_hidden", "en_hidden", "theme", "department", "privacy"),
    *("guarantee", "happened_on", "known_on"),
)


def list_rows(
    week: str,
    listed: pd.DataFrame,
    texts: Assessed,
    alerts: pd.DataFrame,
    facts: pd.DataFrame,
    *,
    before: Collection[str],
    seats: pd.Series,
) -> pd.DataFrame:
    """The rows (`COLUMNS`) of some listed households, by township and place.

    `listed` are their rows of the standing with their seats, `texts` assessments that hold theirs, `alerts` and
    `facts` what fired for them and what measures ask (`models.firing`); `before` are the households of the week
    before, `seats` the model lane's by township.
    """
    rows = listed.join(texts.texts(listed["household_id"]), on="household_id")
    spoken = _spoken(alerts[alerts["household_id"].isin(rows["household_id"])])
    table = rows.assign(
        measures=_answered(rows, alerts, facts),
        week=week,
        as_of=pd.to_datetime(rows["as_of"]),
        lane=rows["status"],
        place=rows["place"].astype("int64"),
        change=np.where(rows["household_id"].isin(before), "still", "new"),
        alerts=[spoken.get(h, "[]") for h in rows["household_id"]],
        why=[_why(row, seats) for row in rows_of(rows, REASONED_BY)],
    )
    return table[list(COLUMNS)].sort_values(["township_code", "place"], kind="stable").reset_index(drop=True)


def _answered(rows: pd.DataFrame, alerts: pd.DataFrame, facts: pd.DataFrame) -> list[str]:
    """The measures of each listed household, led by what answers its alerts."""
    named: dict[str, tuple[str, ...]] = {}
    for household, alert in sorted(zip(alerts["household_id"], alerts["alert"], strict=True)):
        named[household] = (*named.get(household, ()), alert)
    known = rows_of(rows[["household_id"]].merge(facts.drop(columns="as_of"), on="household_id", how="left"))
    return [
        with_answers(proposed, named.get(household, ()), facts)
        for household, proposed, facts in zip(rows["household_id"], rows["measures"], known, strict=True)
    ]


def _spoken(alerts: pd.DataFrame) -> dict[str, str]:
    """By household, its standing alerts as JSON: hard guarantees first, then the latest known."""
    order = ["household_id", "guarantee", "known_on", "alert"]
    ordered = alerts.sort_values(order, ascending=[True, False, False, True], kind="stable")
    rows: dict[str, list[dict]] = {}
    for household, row in zip(ordered["household_id"], rows_of(ordered, ALERT_KEYS), strict=True):
        rows.setdefault(household, []).append({key: _plain(value) for key, value in row.items()})
    return {household: json.dumps(some, ensure_ascii=False) for household, some in rows.items()}


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    if isinstance(value, np.bool_ | bool):
        return bool(value)
    return None if value is None or value is pd.NaT else value


def _why(row: Mapping, seats: pd.Series) -> str:
    """Why the household is on the list, in both languages, as JSON."""
    words = {
        "rule": lambda: Text(zh=f"规则通道：{row['alerts']}项预警", en=f"rule lane: {row['alerts']} alerts"),
        "model": lambda: _why_model(row, int(seats.get(row["township_code"], 0))),
        "audit": lambda: Text(zh="随机抽查，并非因某项线索", en="random audit, not because of a clue"),
        "insufficient": lambda: _why_insufficient(row["missing"]),
    }[row["status"]]()
    return json.dumps({"zh": words.zh, "en": words.en}, ensure_ascii=False)


def _why_model(row: Mapping, seats: int) -> Text:
    place = int(row["position"])
    return Text(
        zh=f"模型通道：本乡镇第{place}位，本周可走访{seats}户",
        en=f"model lane: number {place} of {seats} in its township",
    )


def _why_insufficient(missing: str) -> Text:
    names = [tables()[n].label if n in tables() else Text(zh=n, en=n) for n in json.loads(missing)]
    zh, en = "、".join(n.zh for n in names), ", ".join(n.en for n in names)
    return Text(zh=f"数据不足，建议电话核实：缺{zh or '近期记录'}", en=f"telephone: lacks {en or 'recent records'}")


def list_hash(table: pd.DataFrame) -> str:
    """A hash of a list's canonical rows, whatever their order and the files they come from."""
    return hash_of([table])


def hash_of(pieces: Iterable[pd.DataFrame]) -> str:
    """The `list_hash` of a list that comes piece by piece."""
    canonical = ([_canonical(v) for v in row.values()] for piece in pieces for row in rows_of(piece, sorted(COLUMNS)))
    rows = (hashlib.sha256(json.dumps(row).encode()).digest() for row in canonical)
    return hashlib.sha256(b"".join(sorted(rows))).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else f"{float(value):.9f}"
    if isinstance(value, pd.Timestamp | date):
        return str(pd.Timestamp(value).date())
    return value.item() if isinstance(value, np.generic) else value
