"""This week's list against the last one: who is new, who is still there, who is gone and why."""

from collections.abc import Collection

import pandas as pd

from features.text import Text
from models.lists.weekly import WeeklyList

COMPARED_BY = ["household_id", "township_code", "lane", "return_risk"]
RISK_FELL = 0.9  # of last week's risk, or less

GONE = {
    "left": Text(zh="已销户或不在登记范围", en="no longer a registered household"),
    "monitored": Text(zh="已纳入监测", en="monitored now"),
    "confirmed": Text(zh="已走访属实，程序办理中", en="visited and confirmed, in procedure"),
    "visited": Text(zh="已走访，未发现风险", en="visited, found without risk"),
    "audit_over": Text(zh="上周为随机抽查，本周重新抽取", en="was a random audit; drawn anew this week"),
    "records_arrived": Text(zh="所缺记录已送达", en="the missing records have arrived"),
    "called": Text(zh="已电话或上门联系", en="was reached by telephone or visit"),
    "record_corrected": Text(zh="部门更正了记录", en="a department corrected its record"),
    "evidence_changed": Text(zh="预警条件已不成立", en="the alert's condition no longer holds"),
    "risk_fell": Text(zh="风险下降", en="its risk fell"),
    "capacity": Text(zh="本周走访能力已排满，他户在前", en="others come first within this week's capacity"),
}


def compare(now: WeeklyList, last: pd.DataFrame, corrected: Collection[str] = ()) -> pd.DataFrame:
    """One row per household on either list: household_id, township_code, change (new, still, gone), why, zh, en.

    `last` are the rows of the week before, of which `COMPARED_BY` is read; `corrected` names the households of whom a
    record was corrected since (`features.arrivals.corrected`). `why` is "" unless the household is gone.
    """
    there = now.listed.columns(COMPARED_BY)
    both = last[COMPARED_BY].merge(there, on="household_id", how="outer", suffixes=("_last", ""))
    both["change"] = both["lane"].notna().map({True: "still", False: "gone"}).where(both["lane_last"].notna(), "new")
    both["township_code"] = both["township_code"].fillna(both["township_code_last"])
    standing = now.standing.set_index("household_id")
    gone = both["change"] == "gone"
    both["why"] = ""
    both.loc[gone, "why"] = [_why_gone(row, standing, corrected) for row in both[gone].to_dict("records")]
    both["zh"] = [GONE[w].zh if w else "" for w in both["why"]]
    both["en"] = [GONE[w].en if w else "" for w in both["why"]]
    kept = both[["household_id", "township_code", "change", "why", "zh", "en"]]
    return kept.sort_values(["township_code", "change", "household_id"], kind="stable", ignore_index=True)


def _why_gone(last: dict, standing: pd.DataFrame, corrected: Collection[str]) -> str:
    household = last["household_id"]
    if household not in standing.index:
        return "left"
    now = standing.loc[household]
    by_people = {"monitored": "monitored", "in_procedure": "confirmed", "settled": "visited", "called": "called"}
    if now["status"] in by_people:
        return by_people[now["status"]]
    if last["lane_last"] == "rule" and now["alerts_settled"] > 0:
        return "visited"
    if last["lane_last"] == "audit":
        return "audit_over"
    if last["lane_last"] == "insufficient":
        return "records_arrived"
    if household in corrected:
        return "record_corrected"
    if last["lane_last"] == "rule":
        return "evidence_changed"
    return "risk_fell" if now["return_risk"] <= RISK_FELL * last["return_risk_last"] else "capacity"


def churn(compared: pd.DataFrame) -> float:
    """Share of the households on either list that are on only one of them; 0 if both are empty.

    >>> churn(pd.DataFrame({"change": ["new", "still", "still", "gone"]}))
    0.5
    """
    return float((compared["change"] != "still").mean()) if len(compared) else 0.0
