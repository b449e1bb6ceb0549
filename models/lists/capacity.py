"""How many households each township can visit this week."""

import math
from datetime import date

import pandas as pd

ASSUMED_SHARE = 0.01  # of a township's households, where it never reported; shown as assumed wherever used


def capacity_of(reported: pd.DataFrame, households: pd.Series, as_of: date) -> pd.DataFrame:
    """One row per township of `households` (township_code -> number of households): visits, assumed.

    `reported` holds the records of table visiting_capacity known by then (area_code, happened_on,
    visits). The week's own figure counts, else the last one before it. A township that never
    reported gets one in a hundred of its households, marked `assumed`: unknown is not zero.
    """
    days = pd.to_datetime(reported["happened_on"])
    past = reported[days <= pd.Timestamp(as_of)].assign(day=days)
    last = past.sort_values(["day", "record_id"] if "record_id" in past else ["day"], kind="stable")
    visits = last.drop_duplicates("area_code", keep="last").set_index("area_code")["visits"]
    made = visits.reindex(households.index).to_frame("visits")
    made["assumed"] = made["visits"].isna()
    made["visits"] = made["visits"].fillna(households.map(lambda n: math.ceil(ASSUMED_SHARE * n))).astype("int64")
    return made.rename_axis("township_code").sort_index().reset_index()
