"""The features of `benchmarks.vectors_peers` by pandas, as who knows pandas well writes them for one day.

Households get whole numbers, for grouping by those is quick; incomes are added up by day once, for all their features.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

LATEST = ["happened_on", "known_on", "record_id"]
GRADES = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0}


def ready(county: str, day: str, out: str) -> Callable[[], None]:
    """Makes the vectors of a record store as of a day and writes them."""
    return lambda: vectors(Path(county) / "records", pd.Timestamp(day)).to_parquet(out)


def vectors(folder: Path, day: pd.Timestamp) -> pd.DataFrame:
    """One row per household there is, by its id."""
    village = villages(folder, day)
    number = pd.Series(range(len(village)), index=village.index)
    home = homes(folder, number, day)
    made = {
        **of_incomes(folder, number, home, day),
        **of_claims(folder, number, home, day),
        **of_employment(folder, number, home, day),
        **of_housing(folder, number, day),
        **of_members(folder, number, day),
    }
    found = pd.DataFrame({name: values.reindex(range(len(number))) for name, values in made.items()}).astype("float64")
    found.index = number.index
    lost = found["jobs_lost_half_year"] > 0
    return found.assign(village_jobs_lost_share_half_year=lost.groupby(village).transform("mean"))


def current(folder: Path, table: str, columns: Sequence[str], day: pd.Timestamp) -> pd.DataFrame:
    """A table's records as they were known on the day: the latest version of each, nothing withdrawn or yet to come."""
    rows = pq.read_table(
        sorted((folder / table).glob("*.parquet")),
        columns=[*LATEST, "withdrawn", *columns],
        filters=[("known_on", "<=", day.date())],
    ).to_pandas(date_as_object=False)
    again = rows["record_id"].duplicated(keep=False)
    last = rows[again].sort_values("known_on", kind="stable").drop_duplicates("record_id", keep="last")
    rows = pd.concat([rows[~again], last])
    return rows[~rows["withdrawn"] & (rows["happened_on"] <= day)]


def villages(folder: Path, day: pd.Timestamp) -> pd.Series:
    """The village of every household there is, in the order of their ids."""
    rows = current(folder, "households", ["household_id", "village_code", "ended_on"], day)
    there = rows[rows["ended_on"].isna() | (rows["ended_on"] > day)].sort_values(["household_id", *LATEST])
    return there.drop_duplicates("household_id", keep="last").set_index("household_id")["village_code"]


def homes(folder: Path, number: pd.Series, day: pd.Timestamp) -> pd.DataFrame:
    """Where each person belongs: the latest household known, whether still its member, and at what age."""
    rows = current(folder, "members", ["household_id", "person_id", "born_on", "left_on"], day)
    rows = rows.dropna(subset="person_id").sort_values(LATEST).drop_duplicates("person_id", keep="last")
    rows = rows.assign(
        home=number.reindex(rows["household_id"]).to_numpy(),
        is_member=rows["left_on"].isna() | (rows["left_on"] > day),
        age=years(rows["born_on"], day),
    )
    return rows.set_index("person_id")[["home", "is_member", "age"]]


def years(born: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Completed years."""
    not_yet = born.dt.month * 100 + born.dt.day > day.month * 100 + day.day
    return day.year - born.dt.year - not_yet


def placed(rows: pd.DataFrame, number: pd.Series, home: pd.DataFrame) -> pd.DataFrame:
    """The rows with the number of the household they count for: where the person lives, else their own."""
    at = home.index.get_indexer(pd.Index(rows["person_id"]))
    found = home["home"].to_numpy()[at]
    own = number.reindex(rows["household_id"]).to_numpy()
    unit = pd.Series(found).where(at >= 0, own).to_numpy()
    member = pd.Series(home["is_member"].to_numpy()[at]).where(at >= 0, True).to_numpy("bool")
    age = pd.Series(home["age"].to_numpy()[at]).where(at >= 0).to_numpy()
    return rows.assign(unit=unit, is_member=member, age=age).dropna(subset="unit")


def of_incomes(folder: Path, number: pd.Series, home: pd.DataFrame, day: pd.Timestamp) -> dict[str, pd.Series]:
    """All of them from the incomes of each day."""
    rows = current(folder, "incomes", ["household_id", "person_id", "income_kind", "amount_fen"], day)
    rows = placed(rows, number, home)
    rows["wage"] = rows["amount_fen"].where(rows["income_kind"] == "wage")
    grouped = rows.groupby(["unit", "happened_on"])
    sums = {"total": grouped["amount_fen"].sum(), "wages": grouped["wage"].sum(min_count=1)}
    days = pd.DataFrame(sums).reset_index()
    year = days[days["happened_on"] > day - pd.DateOffset(months=12)]
    before = days[days["happened_on"].between(day - pd.DateOffset(months=15), day - pd.DateOffset(months=3), "right")]
    totals, wages = year.groupby("unit")["total"], year.groupby("unit")["wages"]
    ever = days.groupby("unit")
    return {
        "income_12m": totals.sum() / 100,
        "income_12m_before_3m": before.groupby("unit")["total"].sum() / 100,
        "wage_income_12m": wages.sum() / 100,
        "income_lowest_month_12m": totals.min() / 100,
        "income_variation_12m": (totals.std() / totals.mean().where(lambda mean: mean != 0)).where(totals.size() >= 6),
        "income_month_latest": ever["total"].last() / 100,
        "income_last_known_days": (day - ever["happened_on"].max()).dt.days,
        "months_without_wage_12m": year["wages"].eq(0).groupby(year["unit"]).sum().where(wages.count() > 0),
    }


def of_claims(folder: Path, number: pd.Series, home: pd.DataFrame, day: pd.Timestamp) -> dict[str, pd.Series]:
    """Of the last twelve months; no claim is no cost."""
    columns = ["household_id", "person_id", "setting", "total_fen", "fund_paid_fen", "self_paid_fen"]
    rows = placed(current(folder, "medical_claims", columns, day), number, home)
    rows = rows[rows["happened_on"] > day - pd.DateOffset(months=12)]
    stays = rows[(rows["setting"] == "inpatient") & rows["is_member"] & rows["age"].between(16, 59)]
    claims = rows.groupby("unit")
    total = claims["total_fen"].sum()
    return {
        "medical_out_of_pocket_12m": none_is_zero(claims["self_paid_fen"].sum() / 100, number),
        "medical_largest_bill_12m": none_is_zero(claims["self_paid_fen"].max() / 100, number),
        "medical_reimbursed_share_12m": claims["fund_paid_fen"].sum() / total.where(total != 0),
        "inpatient_stays_working_age_12m": none_is_zero(stays.groupby("unit").size(), number),
    }


def none_is_zero(values: pd.Series, number: pd.Series) -> pd.Series:
    """For what is known to be nothing where no record tells of it."""
    return values.reindex(number.to_numpy(), fill_value=0)


def of_employment(folder: Path, number: pd.Series, home: pd.DataFrame, day: pd.Timestamp) -> dict[str, pd.Series]:
    """Of what each member does last; and the days since one lost a job."""
    columns = ["household_id", "person_id", "work_state", "monthly_wage_fen", "ended_on", "lost_job"]
    rows = placed(current(folder, "employment_spells", columns, day), number, home)
    rows = rows[rows["is_member"]].sort_values(LATEST)
    ended = rows["ended_on"] <= day
    rows["employed"] = (rows["work_state"] == "employed") & ~ended
    rows["wage"] = rows["monthly_wage_fen"].fillna(-1)
    last = rows.groupby(["unit", "person_id"], dropna=False)[["employed", "wage"]].last().reset_index("unit")
    working = last[last["employed"]]
    wages = working.groupby("unit")["wage"]
    paid = none_is_zero(wages.sum() / 100, last["unit"].drop_duplicates())
    lost = rows[ended & rows["lost_job"].eq(True)]
    lately = lost[(day - lost["ended_on"]).dt.days < 184]
    return {
        "employed_members": last.groupby("unit")["employed"].sum(),
        "monthly_wages_current": paid.mask(none_is_zero(wages.min(), last["unit"].drop_duplicates()) < 0),
        "days_since_job_lost": (day - lost.groupby("unit")["ended_on"].max()).dt.days,
        "jobs_lost_half_year": none_is_zero(lately.groupby("unit").size(), number),
    }


def of_housing(folder: Path, number: pd.Series, day: pd.Timestamp) -> dict[str, pd.Series]:
    """What the last inspection that has a grade says."""
    rows = current(folder, "housing_inspections", ["household_id", "grade"], day).sort_values(LATEST)
    grade = rows["grade"].map(GRADES)
    return {"housing_grade_latest": grade.groupby(number.reindex(rows["household_id"]).to_numpy()).last()}


def of_members(folder: Path, number: pd.Series, day: pd.Timestamp) -> dict[str, pd.Series]:
    """Who belongs to the household; nobody knows how many children where nobody's day of birth is known."""
    rows = current(folder, "members", ["household_id", "person_id", "born_on", "left_on"], day)
    rows = rows[rows["left_on"].isna() | (rows["left_on"] > day)]
    rows["unit"] = number.reindex(rows["household_id"]).to_numpy()
    there = rows.groupby("unit")
    children = rows[years(rows["born_on"], day) < 16].groupby("unit")["person_id"].nunique()
    return {
        "members": there["person_id"].nunique(),
        "children": none_is_zero(children, number).where(there["born_on"].count() > 0),
    }
