"""The area alarm: many small rises in one village, which a ranking of single households would hide.

A household has *risen* when its risk grew by a quarter against its own earlier risk, after taking out
how much risk moved in the county as a whole (a new model or a new season moves everybody). A village
raises an alarm when so many have risen that chance explains it less than once in a thousand villages.

Neighbours are not drawn one by one: they share a market, a road and the village's medians, so villages differ
more than coins would. How much more is read from the county's own villages on the same day.
"""

import json
from collections import Counter

import numpy as np
import pandas as pd
from scipy.stats import betabinom

from features.text import Text
from features.theme import Theme
from models.lists.assessed import Assessed

LATELY = 8  # weeks: how long ago the risk is that today's is held against
RISE = 1.25
LEAST_RISEN = 4
LEAST_SHARE = 0.15
CHANCE = 0.001
FEWEST_VILLAGES, FEWEST_HOUSEHOLDS = 10, 5  # with fewer nothing is known of how villages differ
MEDIAN_OF_CHI_SQUARE = 0.4549  # with one degree of freedom
COLUMNS = ["village_code", "households", "risen", "share", "county_share", "chance", "theme", "zh", "en"]


def area_alarms(now: Assessed, earlier: pd.DataFrame) -> pd.DataFrame:
    """One row per village in alarm, the least likely by chance first; columns `COLUMNS`.

    `now` and `earlier` are the assessments of two dates, some weeks apart (of the earlier one household_id and
    return_risk); monitored households count
    as well, since what happens in an area concerns them too. `chance` is the probability of so many
    rises if the village were like the county, whose villages differ as they do.
    """
    both = now.figures.merge(earlier[["household_id", "return_risk"]], on="household_id", suffixes=("", "_then"))
    if both.empty:
        return pd.DataFrame(columns=COLUMNS)
    ratio = both["return_risk"] / both["return_risk_then"].clip(lower=1e-6)
    both["risen"] = ratio / ratio.median() >= RISE
    villages = both.groupby("village_code")["risen"].agg(households="size", risen="sum", share="mean").reset_index()
    villages["county_share"] = both["risen"].mean()
    villages["chance"] = _chance(villages, float(both["risen"].mean()))
    loud = (villages["chance"] < CHANCE) & (villages["risen"] >= LEAST_RISEN) & (villages["share"] >= LEAST_SHARE)
    rose = both[both["risen"] & both["village_code"].isin(villages.loc[loud, "village_code"])]
    about = _themes(rose, now)
    said = [_said(row, about[row["village_code"]]) for row in villages[loud].to_dict("records")]
    return pd.DataFrame(said, columns=COLUMNS).sort_values(["chance", "village_code"], ignore_index=True)


def _chance(villages: pd.DataFrame, share: float) -> np.ndarray:
    """The probability of at least so many rises in each village: beta-binomial, nearly binomial for alike villages."""
    if not 0 < share < 1:
        return np.ones(len(villages))
    alike = 1 / max(likeness(villages, share), 1e-6) - 1
    return betabinom.sf(villages["risen"] - 1, villages["households"], share * alike, (1 - share) * alike)


def likeness(villages: pd.DataFrame, share: float) -> float:
    """How much alike neighbours are (0 to 0.9), by the median village, so that one that is hit does not count."""
    large = villages[villages["households"] >= FEWEST_HOUSEHOLDS]
    if len(large) < FEWEST_VILLAGES:
        return 0.0
    variance = large["households"] * share * (1 - share)
    distance = (large["risen"] - large["households"] * share) ** 2 / variance
    beyond = float(distance.median()) / MEDIAN_OF_CHI_SQUARE - 1
    return float(np.clip(beyond / (large["households"].mean() - 1), 0.0, 0.9))


def _themes(rose: pd.DataFrame, now: Assessed) -> dict[str, Theme | None]:
    """What the households that rose are mostly about, village by village; their texts are read once for all."""
    if rose.empty:
        return {}
    reasons = rose["household_id"].map(now.texts(rose["household_id"], ["reasons"])["reasons"])
    return {str(village): _commonest_theme(some) for village, some in reasons.groupby(rose["village_code"])}


def _said(village: dict, theme: Theme | None) -> dict:
    about = theme.label if theme else Text(zh="多方面", en="several things")
    words = Text(
        zh=f"{village['households']}户中{village['risen']}户风险上升，多与{about.zh}有关，建议整村研判",
        en=f"risk rose in {village['risen']} of {village['households']} households, mostly about {about.en.lower()}",
    )
    return village | {"theme": theme.value if theme else "", "zh": words.zh, "en": words.en}


def _commonest_theme(reasons: pd.Series) -> Theme | None:
    themes = Counter(r["theme"] for row in reasons for r in {x["theme"]: x for x in json.loads(row)}.values())
    return Theme(min(themes, key=lambda name: (-themes[name], name))) if themes else None
