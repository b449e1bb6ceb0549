"""The weekly list: lanes, memory and comparison put together, one row per household. Pure: frames in, a list out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from features.errors import EmptyPopulationError
from features.rows import rows_of
from features.table import tables
from features.text import Text
from models.firing import Fired
from models.lists import lanes, memory
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
CALL_AGAIN_MONTHS = 6  # who lacked records and was reached is called again after so long
JUST_VISITED_DAYS = 28  # for the audit: what was found so lately is known


@dataclass(frozen=True)
class WeeklyList:
    """One week's list.

    `table`: the listed households, columns `COLUMNS`, by township and place. `standing`: every
    assessed household with its status (a lane, or why it is in none), its position among its
    township's candidates and what it was settled by. `capacity`: township_code, visits, assumed,
    seats. `unchecked`: household_id and alert where an alert could not be checked.
    """

    week: str
    as_of: date
    table: pd.DataFrame
    standing: pd.DataFrame
    capacity: pd.DataFrame
    unchecked: pd.DataFrame
    seed: int

    @cached_property
    def hash(self) -> str:
        """What a rebuilt list is compared by."""
        return list_hash(self.table)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What people have found out by the list's date.

    `found` is what visitors found (`memory.checks`), `decisions` the records known by then; `evidence` is what earlier
    lists rested on (`memory.evidence` of each, one below the other); `procedure_days` is the clock that a confirmed
    visit starts (standard procedure_days).
    """

    found: pd.DataFrame
    evidence: pd.DataFrame
    procedure_days: float
    decisions: pd.DataFrame | None = None


def weekly_list(
    assessments: Assessed,
    fired: Fired,
    capacity: pd.DataFrame,
    known: Known,
    *,
    week: str,
    last_list: pd.DataFrame | None = None,
    seed: int | None = None,
) -> WeeklyList:
    """The list of `week` from the assessments and alerts of one date.

    `capacity` is `capacity.capacity_of`; `last_list` the table of the week before. The seed comes
    from the week, the households and the model, so that the same records give the same list a
    year later; the order of rows changes nothing. Raises EmptyPopulationError without assessments.
    """
    figures = assessments.figures.sort_values("household_id", kind="stable").reset_index(drop=True)
    if figures.empty:
        raise EmptyPopulationError("no household is assessed: there is nothing to list; assess the date first")
    as_of = pd.Timestamp(figures["as_of"].iloc[0]).date()
    seed = _seed(week, figures) if seed is None else seed
    found = known.found
    alerts = _standing_alerts(fired.table, figures, found, known.evidence)
    days = {
        "confirmed_on": memory.in_procedure(found, as_of, known.procedure_days, known.decisions),
        "settled_on": memory.settled_households(assessments, found, known.evidence),
        "visited_on": found.groupby("household_id")["on"].max(),
    }
    standing = _standing(figures, alerts, days)
    standing = _with_lanes(standing, capacity, seed, as_of)
    seats = lanes.model_seats(capacity)
    rows = standing[standing["status"].isin(lanes.LANES)]
    rows = rows.join(assessments.texts(rows["household_id"]), on="household_id")
    open_alerts = alerts[alerts["settled_on"].isna()]
    answered = _answered(rows, open_alerts, fired.facts)
    table = _table(week, rows.assign(measures=answered), open_alerts, last_list, seats)
    return WeeklyList(
        week=week,
        as_of=as_of,
        table=table,
        standing=standing,
        capacity=capacity.assign(seats=capacity["township_code"].map(seats)),
        unchecked=fired.unchecked,
        seed=seed,
    )


def _seed(week: str, assessed: pd.DataFrame) -> int:
    return lanes.seed_of(week, str(assessed["model_id"].iloc[0]), *assessed["household_id"])


def _standing_alerts(
    fired: pd.DataFrame, figures: pd.DataFrame, found: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """The fired alerts of households that are not monitored, with the day a visit settled them."""
    open_ = figures.loc[~figures["monitored"], "household_id"]
    mine = fired[fired["household_id"].isin(open_)].reset_index(drop=True)
    return mine.assign(settled_on=memory.settled_alerts(mine, found, evidence))


def _standing(figures: pd.DataFrame, alerts: pd.DataFrame, days: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Every assessed household with what speaks for and against listing it; `days` are by household."""
    rows = figures.copy()
    live = alerts[alerts["settled_on"].isna()].groupby("household_id")
    rows["alerts"] = rows["household_id"].map(live.size()).fillna(0).astype("int64")
    rows["guarantees"] = rows["household_id"].map(live["guarantee"].sum()).fillna(0).astype("int64")
    settled = alerts[alerts["settled_on"].notna()].groupby("household_id")
    rows["alerts_settled"] = rows["household_id"].map(settled.size()).fillna(0).astype("int64")
    return rows.assign(**{name: _day_of(rows, some) for name, some in days.items()})


def _day_of(rows: pd.DataFrame, days: pd.Series) -> pd.Series:
    """The day of each row's household, NaT where there is none (also when there is no day at all)."""
    return rows["household_id"].map(days.to_dict()).astype("datetime64[us]")


def _with_lanes(rows: pd.DataFrame, capacity: pd.DataFrame, seed: int, as_of: date) -> pd.DataFrame:
    """`rows` with status, position, seats, selection_probability and place."""
    rows["status"] = np.select(
        [rows["monitored"], rows["confirmed_on"].notna(), rows["alerts"] > 0], ["monitored", "in_procedure", "rule"], ""
    )
    unknown = (rows["status"] == "") & ~rows["sufficient"].astype(bool)
    called = rows["visited_on"] > pd.Timestamp(as_of) - pd.DateOffset(months=CALL_AGAIN_MONTHS)
    rows.loc[unknown, "status"] = np.where(called[unknown], "called", "insufficient")
    rows.loc[(rows["status"] == "") & rows["settled_on"].notna(), "status"] = "settled"
    candidates = lanes.by_risk(rows[rows["status"] == ""], seed)
    rows["position"] = candidates["position"].reindex(rows.index)
    rows["seats"] = rows["township_code"].map(lanes.model_seats(capacity)).fillna(0)
    rows.loc[rows["status"] == "", "status"] = np.where(rows["position"] <= rows["seats"], "model", "beyond_capacity")[
        rows["status"] == ""
    ]
    _draw_audit(rows, capacity, seed, as_of)
    rows["place"] = _places(rows, seed)
    return rows


def _draw_audit(rows: pd.DataFrame, capacity: pd.DataFrame, seed: int, as_of: date) -> None:
    """The audit may draw whoever is in no lane, except who is in procedure or was reached just now."""
    lately = rows["visited_on"] > pd.Timestamp(as_of) - pd.Timedelta(days=JUST_VISITED_DAYS)
    pool = rows[rows["status"].isin(["settled", "beyond_capacity", "called"]) & ~lately]
    draw = lanes.audit_slice(pool[["household_id", "township_code"]], capacity, seed)
    rows["selection_probability"] = np.where(rows["status"].isin(lanes.LANES), 1.0, 0.0)
    rows.loc[draw.index, "selection_probability"] = draw["selection_probability"]
    rows.loc[draw.index[draw["drawn"]], "status"] = "audit"


def _places(rows: pd.DataFrame, seed: int) -> pd.Series:
    """1, 2, 3 … within each township: clues by risk, whichever lane they came by, then audits, then calls.

    Visits are few and the rule lane is long; in the order of lanes the model's households would come last.
    """
    listed = rows[rows["status"].isin(lanes.LANES)]
    keys = pd.DataFrame(
        {
            "township": listed["township_code"],
            "turn": listed["status"].map({"rule": 0, "model": 0, "audit": 1, "insufficient": 2}),
            "risk": -listed["return_risk"].round(lanes.RISK_DIGITS),
            "lot": lanes.lots(listed["household_id"], seed, "tie"),
        }
    )
    ordered = keys.sort_values(list(keys.columns), kind="stable")
    return (ordered.groupby("township").cumcount() + 1).reindex(rows.index)


def _table(
    week: str, rows: pd.DataFrame, alerts: pd.DataFrame, last_list: pd.DataFrame | None, seats: pd.Series
) -> pd.DataFrame:
    before = set() if last_list is None else set(last_list["household_id"])
    spoken = _spoken(alerts)
    table = rows.assign(
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
    """A hash of the list's canonical rows, whatever their order and the files they come from."""
    canonical = ([_canonical(value) for value in row.values()] for row in rows_of(table, sorted(COLUMNS)))
    rows = (hashlib.sha256(json.dumps(row).encode()).digest() for row in canonical)
    return hashlib.sha256(b"".join(sorted(rows))).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else f"{float(value):.9f}"
    if isinstance(value, pd.Timestamp | date):
        return str(pd.Timestamp(value).date())
    return value.item() if isinstance(value, np.generic) else value
