"""The features of `benchmarks.vectors_peers` from their declarations, in the two ways there are."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from benchmarks import vectors
from features import in_blocks
from features.feature import Feature, features
from features.records import Records
from features.scope import Scope
from features.standard import Standards

NAMES = (
    "income_12m",
    "income_12m_before_3m",
    "wage_income_12m",
    "income_lowest_month_12m",
    "income_variation_12m",
    "income_month_latest",
    "income_last_known_days",
    "months_without_wage_12m",
    "medical_out_of_pocket_12m",
    "medical_largest_bill_12m",
    "medical_reimbursed_share_12m",
    "inpatient_stays_working_age_12m",
    "employed_members",
    "monthly_wages_current",
    "days_since_job_lost",
    "jobs_lost_half_year",
    "village_jobs_lost_share_half_year",
    "housing_grade_latest",
    "members",
    "children",
)


def ready(county: str, day: str, out: str, way: str) -> Callable[[], None]:
    """Makes the vectors of a record store as of a day in one of `WAYS` and writes them."""
    return partial(WAYS[way], Records(Path(county)), date.fromisoformat(day), Path(out))


@cache
def chosen() -> Mapping[str, Feature]:
    """The declarations of `NAMES`."""
    return {name: features()[name] for name in NAMES}


@cache
def own() -> Mapping[str, Feature]:
    """Those that need no other household than their own."""
    return {name: feature for name, feature in chosen().items() if feature.over is None}


def by_blocks(records: Records, as_of: date, out: Path) -> None:
    """As the weekly run does, by one process: records arranged on disk, then block after block of households."""
    workings = out.with_suffix(".blocks")
    shutil.rmtree(workings, ignore_errors=True)
    standards = Standards.load(records.root / "standards")
    with patch.multiple(in_blocks, features=chosen, own=own):
        in_blocks.build_in_blocks(
            records, workings, {as_of: out}, standards=standards, scope=Scope.everything(), processes=1
        )


def whole(records: Records, as_of: date, out: Path) -> None:
    """With all records of the store in one database, as its peers have them."""
    made: pd.DataFrame = vectors.declared(records, chosen(), as_of, out.parent)
    made[list(NAMES)].to_parquet(out)


WAYS = {"blocks": by_blocks, "whole": whole}
