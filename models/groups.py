"""Who is at risk and why, in a few groups: households whose risk is raised by the same themes.

The contributions behind a household's reasons are summed by theme, only what raises the risk counts, and each
household's sum is one, so that a group is about causes, the same that people read, and not about how high the
risk is. Groups are named by their leading themes.
"""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.cluster.vq import kmeans2

from features.text import Text
from features.theme import Theme
from models.lists.assessed import Assessed

AT_RISK = 0.2  # the part of the households of highest risk that is grouped
CENTRES = 6
LEAST = 5  # a group of fewer is said together with the others
LEADS = 1.15  # times its usual share: what a theme must have in a group to name it
NOTICEABLE = 0.15  # of what raises the risk: less does not name a group
OTHER = "other"
COLUMNS = ("household_id", "cause")


@dataclass(frozen=True)
class Cause:
    """A group's name: `key` is stored (theme values joined by +)."""

    key: str

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The leading themes."""
        return () if self.key == OTHER else tuple(Theme(part) for part in self.key.split("+"))

    @property
    def label(self) -> Text:
        """The name on pages.

        >>> Cause("medical+work").label.en
        'Health and medical costs + Work'
        """
        if self.key == OTHER:
            return Text(zh="其他原因", en="Other causes")
        return Text(zh="＋".join(t.label.zh for t in self.themes), en=" + ".join(t.label.en for t in self.themes))


def risk_groups(assessments: Assessed) -> pd.DataFrame:
    """The cause (`Cause.key`) of each household at risk that is not monitored; columns `COLUMNS`.

    `assessments` are those of one date. The same rows in any order give the same groups.
    """
    open_ = assessments.figures[~assessments.figures["monitored"].astype(bool)]
    chosen = open_.loc[open_["return_risk"] >= open_["return_risk"].quantile(1 - AT_RISK), "household_id"]
    stated = assessments.texts_in_pieces(chosen, ["reasons"])
    rows = pd.concat([_shares(piece["reasons"]) for piece in stated]).sort_index()
    names = _named(rows) if len(rows) >= 2 * CENTRES else np.full(len(rows), OTHER, dtype=object)
    return pd.DataFrame({"household_id": rows.index.to_numpy(), "cause": names}, columns=list(COLUMNS))


def _shares(reasons: pd.Series) -> pd.DataFrame:
    """By household (as in `reasons`), each theme's part of what raises its risk; where nothing does it is left out."""
    stated = [(household, reason) for household, text in reasons.items() for reason in json.loads(text)]
    facts = [(h, r["theme"], max(r["contribution"], 0.0)) for h, r in stated if r["theme"] != Theme.RECORDS.value]
    table = pd.DataFrame(facts, columns=["household_id", "theme", "raises"])
    by_theme = table.pivot_table("raises", "household_id", "theme", aggfunc="sum", fill_value=0.0)
    by_theme = by_theme.reindex(columns=sorted(theme.value for theme in Theme), fill_value=0.0)
    raised = by_theme[by_theme.sum(axis=1) > 0]
    return raised.div(raised.sum(axis=1), axis=0)


def _named(rows: pd.DataFrame) -> np.ndarray:
    """The name of each row's group; groups of one name are one, small ones are OTHER."""
    _, which = kmeans2(rows.to_numpy(), CENTRES, minit="++", seed=0, missing="warn")
    usual = rows.mean()
    keys = {number: _key(rows[which == number].mean(), usual) for number in sorted(set(which.tolist()))}
    named = pd.Series([keys[number] for number in which.tolist()], dtype=object)
    return named.where(named.map(named.value_counts()) >= LEAST, OTHER).to_numpy(dtype=object)


def _key(centre: pd.Series, usual: pd.Series) -> str:
    """The two themes that lead: large in the group, and larger than elsewhere."""
    leading = centre[(centre >= LEADS * usual) & (centre >= NOTICEABLE)].sort_values(ascending=False, kind="stable")
    chosen = leading.index[:2] if len(leading) else centre.sort_values(ascending=False, kind="stable").index[:1]
    return "+".join(sorted(str(theme) for theme in chosen))
