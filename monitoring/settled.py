"""What was said in earlier weeks, beside what came of it: only weeks whose horizon is over and settled."""

import pandas as pd

from features.calendar import week_end, weeks_before
from features.population import population
from monitoring.week import Week
from training.outcomes import HORIZON_MONTHS, outcomes, settled_on

WEEKS_APART = 26  # a horizon: outcomes of nearer weeks are the same falls, counted again


def settled(week: Week) -> pd.DataFrame:
    """Households that were assessed and not monitored, with return_risk as it was said then, `outcome` and `listed`.

    Columns of the population, return_risk, listed (bool), outcome (1 fell, 0 stayed). Empty when no week's
    horizon is over, or nobody kept its assessments.
    """
    parts = [_of(week, name) for name in weeks_settled(week)]
    known = [p for p in parts if p is not None]
    if not known:
        return pd.DataFrame(columns=["household_id", "as_of", "village_code", "return_risk", "listed", "outcome"])
    rows = pd.concat(known, ignore_index=True)
    return rows[rows["outcome"].notna()].reset_index(drop=True)


def weeks_settled(week: Week) -> list[str]:
    """The weeks, a horizon apart, whose outcomes are settled by this week and whose assessments were kept."""
    kept: list[str] = []
    for name in reversed(week.weeks_listed):
        settled_by = settled_on(week_end(name), HORIZON_MONTHS) <= week.as_of
        apart = not kept or weeks_before(week_end(kept[0]), WEEKS_APART) >= week_end(name)
        if settled_by and apart and week.assessments_of(name) is not None:
            kept.insert(0, name)
    return kept


def _of(week: Week, name: str) -> pd.DataFrame | None:
    said = week.assessments_of(name)
    if said is None:
        return None
    people = population(week.records, [week_end(name)], week.scope)
    asked = people[~people["monitored"]]
    found = outcomes(week.records, asked, known_until=week.as_of, scope=week.scope)
    on_list = week.list_of(name, ["household_id", "lane"])
    lanes = on_list[on_list["lane"].isin(["rule", "model"])]["household_id"]
    rows = found.merge(said.figures[["household_id", "return_risk"]], on="household_id")
    return rows.assign(listed=rows["household_id"].isin(lanes))
