"""Small frames for the tests of the weekly list: assessments, alerts and visits out of ascii tables."""

import json
from datetime import date

import pandas as pd

from features.ascii_table import read_ascii
from models.firing import COLUMNS as FIRED_COLUMNS
from models.firing import Fired
from models.lists.assessed import Assessed
from models.lists.evidence import EVIDENCE_COLUMNS
from models.lists.found import checks
from models.lists.standing import Known
from models.lists.weekly import WeeklyList, weekly_list

AS_OF = date(2026, 11, 22)
WEEK = "2026-W47"
TOWNSHIPS = {"T1": "990101001000", "T2": "990101002000"}
VILLAGES = {"T1": "990101001001", "T2": "990101002001"}


def reason(feature: str = "income_12m", known_on: str = "2026-10-08", **other: object) -> dict:
    """One stated reason as `models.reasons.Reason.as_dict` writes it."""
    return {
        "feature": feature,
        "theme": "income",
        "zh": "近12个月收入8,100元",
        "en": "income of CNY 8,100 in 12 months",
        "zh_hidden": "收入方面有变化",
        "en_hidden": "income has changed",
        "value": 8100.0,
        "new": False,
        "happened_on": "2026-09-30",
        "known_on": known_on,
        "department": "agriculture",
        "privacy": "finance",
        "contribution": 0.4,
    } | other


def assessments(text: str, as_of: date = AS_OF) -> pd.DataFrame:
    """Assessments of an ascii table with household and risk; township (T1), monitored, sufficient,
    reasons (feature names, comma separated) and village are filled in where left out."""
    rows = []
    for row in read_ascii(text):
        township = row.get("township") or "T1"
        named = (row.get("reasons") or "income_12m").split(",")
        rows.append(
            {
                "household_id": row["household"],
                "village_code": row.get("village") or VILLAGES[township],
                "township_code": TOWNSHIPS[township],
                "as_of": pd.Timestamp(as_of),
                "group": "entry",
                "monitored": row.get("monitored") == "yes",
                "poverty_index": 62.0,
                "index_low": 55.0,
                "index_high": 70.0,
                "band": "liable",
                "return_risk": float(row["risk"]),
                "risk_low": float(row["risk"]) / 2,
                "risk_high": min(1.0, float(row["risk"]) * 2),
                "sufficient": row.get("sufficient") != "no",
                "missing": json.dumps(["incomes"] if row.get("sufficient") == "no" else []),
                "reasons": json.dumps([reason(n.strip(), row.get("reason_known") or "2026-10-08") for n in named]),
                "lowers": "[]",
                "measures": json.dumps([{"measure": "work", "zh": "推荐务工岗位", "en": "a job", "held": False}]),
                "model_id": "m1",
                "fingerprint": "f1",
                "policy_version": "p1",
            }
        )
    return pd.DataFrame(rows)


def fired(text: str = "", as_of: date = AS_OF) -> Fired:
    """Alerts of an ascii table with household and alert; evidence (1), known_on, event_on, months optional."""
    rows = []
    for row in read_ascii(text):
        rows.append(
            {
                "household_id": row["household"],
                "as_of": pd.Timestamp(as_of),
                "alert": row["alert"],
                "evidence": float(row.get("evidence") or 1),
                "guarantee": row.get("guarantee") == "yes",
                "theme": "work",
                "department": "human_resources",
                "privacy": "household",
                "zh": row.get("zh") or "近半年有1人失去工作",
                "en": "1 lost a job in the past half year",
                "zh_hidden": "务工方面有变化",
                "en_hidden": "work has changed",
                "happened_on": pd.Timestamp("2026-09-30"),
                "known_on": pd.Timestamp(row.get("known_on") or "2026-10-08"),
                "event_on": pd.Timestamp(row["event_on"]) if row.get("event_on") else pd.NaT,
                "memory_months": float(row["months"]) if row.get("months") else float("nan"),
            }
        )
    unchecked = pd.DataFrame(columns=["household_id", "as_of", "alert"])
    nothing_known = pd.DataFrame(columns=["household_id", "as_of"])
    return Fired(pd.DataFrame(rows, columns=list(FIRED_COLUMNS)), unchecked, nothing_known)


def visits(text: str = "") -> pd.DataFrame:
    """Visits of an ascii table with household, happened_on, result, checked; known two days later."""
    rows = [
        {
            "household_id": row["household"],
            "happened_on": pd.Timestamp(row["happened_on"]),
            "known_on": pd.Timestamp(row.get("known_on") or row["happened_on"]) + pd.Timedelta(days=2),
            "result": row["result"],
            "checked_reasons": row.get("checked"),
        }
        for row in read_ascii(text)
    ]
    return pd.DataFrame(rows, columns=["household_id", "happened_on", "known_on", "result", "checked_reasons"])


def then(text: str = "") -> pd.DataFrame:
    """The evidence of earlier lists: household, as_of, name, value."""
    rows = [
        (row["household"], pd.Timestamp(str(row["as_of"])), row["name"], float(row["value"] or "nan"))
        for row in read_ascii(text)
    ]
    return pd.DataFrame(rows, columns=EVIDENCE_COLUMNS).astype({"as_of": "datetime64[us]", "value": "float64"})


def capacity(**visits_of: int) -> pd.DataFrame:
    """Visits by township (T1=3, T2=1)."""
    codes = [TOWNSHIPS[t] for t in visits_of]
    return pd.DataFrame({"township_code": codes, "visits": list(visits_of.values()), "assumed": False})


def listed(
    assessed: pd.DataFrame,
    alerts: Fired | None = None,
    *,
    seats: dict[str, int] | None = None,
    visited: pd.DataFrame | None = None,
    earlier: pd.DataFrame | None = None,
    decisions: pd.DataFrame | None = None,
    last: pd.DataFrame | None = None,
    seed: int | None = 1,
    week: str = WEEK,
) -> WeeklyList:
    """The weekly list of these frames; whatever is left out is empty."""
    known = Known(
        found=checks(visits() if visited is None else visited, AS_OF, decisions),
        evidence=then() if earlier is None else earlier,
        procedure_days=15,
        decisions=decisions,
    )
    places = capacity(**(seats or {"T1": 2, "T2": 1}))
    return weekly_list(Assessed(assessed), alerts or fired(), places, known, week=week, last_list=last, seed=seed)


def lane_of(weekly: WeeklyList) -> dict[str, str]:
    """The lane of each listed household."""
    return dict(zip(weekly.table["household_id"], weekly.table["lane"], strict=True))
