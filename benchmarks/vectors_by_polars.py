"""The features of `benchmarks.vectors_peers` by Polars, as who knows Polars well writes them for one day.

Lazy from the files to the vectors, by Polars' streaming engine. Imports nothing of the project: see benchmarks.alone.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from pathlib import Path

import polars as pl
from polars import col

LATEST = ["happened_on", "known_on", "record_id"]
GRADES = {"A": 1, "B": 2, "C": 3, "D": 4}
NONE_IS_ZERO = [
    "medical_out_of_pocket_12m",
    "medical_largest_bill_12m",
    "inpatient_stays_working_age_12m",
    "jobs_lost_half_year",
]


def ready(county: str, day: str, out: str) -> Callable[[], None]:
    """Makes the vectors of a record store as of a day and writes them."""
    return lambda: vectors(Path(county) / "records", date.fromisoformat(day)).sink_parquet(out, engine="streaming")


def vectors(folder: Path, day: date) -> pl.LazyFrame:
    """One row per household there is, in the order of their ids."""
    home = homes(folder, day)
    parts = [
        of_incomes(folder, home, day),
        of_claims(folder, home, day),
        of_employment(folder, home, day),
        of_housing(folder, day),
        of_members(folder, day),
    ]
    joined = reduce(lambda left, right: left.join(right, on="household_id", how="left"), parts, households(folder, day))
    share = (col("jobs_lost_half_year") > 0).mean().over("village_code")
    return (
        joined.with_columns(col(NONE_IS_ZERO).fill_null(0))
        .with_columns(village_jobs_lost_share_half_year=share)
        .drop("village_code")
        .sort("household_id")
    )


def back(day: date, months: int) -> pl.Expr:
    """The day so many months before."""
    return pl.lit(day).dt.offset_by(f"-{months}mo")


def current(folder: Path, table: str, day: date) -> pl.LazyFrame:
    """A table's records as they were known on the day: the latest version of each, nothing withdrawn or yet to come."""
    seen = pl.scan_parquet(folder / table / "*.parquet").filter(col("known_on") <= day)
    hashed = seen.with_columns(hashed=col("record_id").hash())  # groups sooner than the name, and with less memory
    again = hashed.group_by("hashed").len().filter(col("len") > 1)
    last = hashed.join(again, on="hashed", how="semi").sort("known_on", maintain_order=True)
    rows = [hashed.join(again, on="hashed", how="anti"), last.unique("record_id", keep="last")]
    return pl.concat(rows).drop("hashed").filter(~col("withdrawn"), col("happened_on") <= day)


def households(folder: Path, day: date) -> pl.LazyFrame:
    """Every household there is and its village."""
    there = current(folder, "households", day).filter(col("ended_on").is_null() | (col("ended_on") > day))
    return there.sort(LATEST).unique("household_id", keep="last").select("household_id", "village_code")


def homes(folder: Path, day: date) -> pl.LazyFrame:
    """Where each person belongs: the latest household known, whether still its member, and at what age."""
    rows = current(folder, "members", day).filter(col("person_id").is_not_null()).sort(LATEST)
    return rows.unique("person_id", keep="last").select(
        "person_id",
        home="household_id",
        is_member=col("left_on").is_null() | (col("left_on") > day),
        age=years(col("born_on"), day),
    )


def years(born: pl.Expr, day: date) -> pl.Expr:
    """Completed years."""
    not_yet = born.dt.month().cast(pl.Int32) * 100 + born.dt.day() > day.month * 100 + day.day
    return day.year - born.dt.year() - not_yet.cast(pl.Int32)


def placed(rows: pl.LazyFrame, home: pl.LazyFrame) -> pl.LazyFrame:
    """The rows under the household they count for: where the person lives, else their own."""
    return rows.join(home, on="person_id", how="left").with_columns(
        household_id=pl.coalesce("home", "household_id"), is_member=col("is_member").fill_null(True)
    )


def of_incomes(folder: Path, home: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """All of them from the incomes of each day."""
    wage, year = col("income_kind") == "wage", col("happened_on") > back(day, 12)
    before = (col("happened_on") > back(day, 15)) & (col("happened_on") <= back(day, 3))
    rows = placed(current(folder, "incomes", day), home)
    days = rows.group_by("household_id", "happened_on").agg(
        total=col("amount_fen").sum(),
        wages=pl.when(wage).then("amount_fen").sum(),
        waged=wage.any(),
    )
    total, wages = pl.when(year).then("total"), pl.when(year).then("wages")
    return (
        days.group_by("household_id")
        .agg(
            income_12m=total.sum() / 100,
            income_12m_before_3m=pl.when(before).then("total").sum() / 100,
            wage_income_12m=wages.sum() / 100,
            income_lowest_month_12m=total.min() / 100,
            deviation=total.std(),
            mean=total.mean(),
            income_month_latest=col("total").sort_by("happened_on").last() / 100,
            income_last_known_days=(pl.lit(day) - col("happened_on").max()).dt.total_days(),
            months_without_wage_12m=(year & col("waged") & (col("wages") == 0)).sum(),
            days=year.sum(),
            days_before=before.sum(),
            days_waged=(year & col("waged")).sum(),
        )
        .with_columns(
            only(col("days") > 0, "income_12m", "wage_income_12m", "income_lowest_month_12m"),
            only(col("days_before") > 0, "income_12m_before_3m"),
            only(col("days_waged") > 0, "months_without_wage_12m"),
            income_variation_12m=pl.when(col("days") >= 6, col("mean") != 0).then(col("deviation") / col("mean")),
        )
        .drop("deviation", "mean", "days", "days_before", "days_waged")
    )


def only(known: pl.Expr, *names: str) -> pl.Expr:
    """The columns where they are known: Polars says that the sum of nothing is zero."""
    return pl.when(known).then(col(names))


def of_claims(folder: Path, home: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """Of the last twelve months."""
    rows = placed(current(folder, "medical_claims", day), home).filter(col("happened_on") > back(day, 12))
    stay = (col("setting") == "inpatient") & col("is_member") & col("age").is_between(16, 59)
    total = col("total_fen").sum()
    return rows.group_by("household_id").agg(
        medical_out_of_pocket_12m=col("self_paid_fen").sum() / 100,
        medical_largest_bill_12m=col("self_paid_fen").max() / 100,
        medical_reimbursed_share_12m=pl.when(total != 0).then(col("fund_paid_fen").sum() / total),
        inpatient_stays_working_age_12m=stay.sum(),
    )


def of_employment(folder: Path, home: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """Of what each member does last; and the days since one lost a job."""
    rows = placed(current(folder, "employment_spells", day), home).filter("is_member").sort(LATEST)
    ended = (col("ended_on") <= day).fill_null(False)
    lost = ended & col("lost_job").fill_null(False)
    persons = rows.group_by("household_id", "person_id").agg(
        employed=((col("work_state") == "employed") & ~ended).last(),
        wage=col("monthly_wage_fen").last(),
        lost_on=col("ended_on").filter(lost).max(),
        lost_lately=(lost & ((pl.lit(day) - col("ended_on")).dt.total_days() < 184)).sum(),
    )
    wages = pl.when("employed").then("wage")
    unsaid = (col("employed") & col("wage").is_null()).any()
    return persons.group_by("household_id").agg(
        employed_members=col("employed").sum(),
        monthly_wages_current=pl.when(~unsaid).then(wages.sum() / 100),
        days_since_job_lost=(pl.lit(day) - col("lost_on").max()).dt.total_days(),
        jobs_lost_half_year=col("lost_lately").sum(),
    )


def of_housing(folder: Path, day: date) -> pl.LazyFrame:
    """What the last inspection that has a grade says."""
    rows = current(folder, "housing_inspections", day).sort(LATEST)
    grade = col("grade").drop_nulls().last().replace_strict(GRADES, default=None)
    return rows.group_by("household_id").agg(housing_grade_latest=grade)


def of_members(folder: Path, day: date) -> pl.LazyFrame:
    """Who belongs to the household; nobody knows how many children where nobody's day of birth is known."""
    rows = current(folder, "members", day).filter(col("left_on").is_null() | (col("left_on") > day))
    child = years(col("born_on"), day) < 16
    return rows.group_by("household_id").agg(
        members=col("person_id").drop_nulls().n_unique(),
        children=pl.when(col("born_on").count() > 0).then(col("person_id").filter(child).drop_nulls().n_unique()),
    )
