"""Assessments and lists of the weeks of a run, each made from what was known on its Sunday and nothing later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from features.arrivals import arrivals, corrected
from features.calendar import iso_week
from features.progress import track
from features.scope import Scope
from models.assess import assess
from models.drawn import drawn
from models.firing import Fired, fire
from models.lists import memory
from models.lists.area_alarm import area_alarms
from models.lists.capacity import capacity_of
from models.lists.compare import compare
from models.lists.currency import currency
from models.lists.volume import explain_volume
from models.lists.weekly import Known, WeeklyList, weekly_list
from models.trained import Trained
from models.workbook import write_workbook
from training.dates import earlier_than
from training.learning import Material

PROCEDURE = "procedure_days"


@dataclass(frozen=True)
class Week:
    """One week's assessments, alerts and list."""

    assessments: pd.DataFrame
    fired: Fired
    weekly: WeeklyList


def assess_on(material: Material, trained: Trained, as_of: date) -> pd.DataFrame:
    """The assessments of every household on a date."""
    vectors = material.vectors.read([as_of])
    before = earlier_than(as_of)
    earlier = material.vectors.read([before]) if before in material.vectors.dates else None
    people = material.population[material.population["as_of"] == pd.Timestamp(as_of)]
    benefits, given = (material.records.rows(name, as_of, material.scope) for name in ("benefits", "help_given"))
    held = drawn(benefits, given, as_of)
    return assess(trained, vectors, earlier, people, material.standards, benefits=held).table


def make_lists(material: Material, trained: Trained, dates: list[date], folder: Path) -> dict[date, Week]:
    """The lists of `dates`, oldest first, so that each remembers those before; a workbook for each."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[date, Week] = {}
    for as_of in track(dates, "Lists 每周名单"):
        made[as_of] = _week(material, trained, as_of, list(made.values()))
        _write(material, made[as_of], list(made.values())[:-1], folder)
    return made


def _week(material: Material, trained: Trained, as_of: date, before: list[Week]) -> Week:
    assessments = assess_on(material, trained, as_of)
    fired = fire(material.vectors.read([as_of]), material.standards)
    weekly = weekly_list(
        assessments,
        fired,
        _capacity(material, assessments, as_of),
        _known(material, as_of, before),
        week=iso_week(as_of),
        last_list=before[-1].weekly.table if before else None,
    )
    return Week(assessments, fired, weekly)


def _capacity(material: Material, assessments: pd.DataFrame, as_of: date) -> pd.DataFrame:
    reported = material.records.rows("visiting_capacity", as_of, material.scope)
    return capacity_of(reported, assessments.groupby("township_code").size(), as_of)


def _known(material: Material, as_of: date, before: list[Week]) -> Known:
    """What visitors and county had found by the date, and what the earlier lists rested on."""
    rested = [memory.evidence(week.assessments, week.fired.table) for week in before]
    empty = pd.DataFrame(columns=memory.EVIDENCE_COLUMNS)
    county = str(material.population["village_code"].iloc[0])
    return Known(
        visits=material.records.rows("visits", as_of, material.scope),
        evidence=pd.concat(rested, ignore_index=True) if rested else empty,
        procedure_days=material.standards.amount(PROCEDURE, county, as_of),
        decisions=material.records.rows("status_decisions", as_of, material.scope),
    )


def _write(material: Material, week: Week, before: list[Week], folder: Path) -> None:
    """The list as Parquet and as the workbook a county prints."""
    weekly = week.weekly
    weekly.table.to_parquet(folder / f"{weekly.week}.parquet", index=False)
    last = before[-1].weekly if before else None
    arrived, mended = None, frozenset[str]()
    if last is not None:
        arrived = arrivals(material.records, last.as_of, weekly.as_of, material.scope)
        mended = corrected(material.records, last.as_of, weekly.as_of, material.scope)
    write_workbook(
        weekly,
        folder / f"{weekly.week}.xlsx",
        places=_names(material, weekly.as_of),
        standards=material.standards,
        strip=currency(material.vectors.read([weekly.as_of]), material.records.coverage, weekly.as_of),
        volume=explain_volume(weekly, None if last is None else last.table, arrived),
        compared=None if last is None else compare(weekly, last.table, mended),
        alarms=area_alarms(week.assessments, before[0].assessments) if before else None,
    )


def _names(material: Material, as_of: date) -> Mapping[str, str]:
    areas = material.records.rows("areas", as_of, Scope.everything())
    return dict(zip(areas["area_code"], areas["area_name"], strict=True))


def reasons_per_household(weekly: WeeklyList) -> dict[str, float | int | None]:
    """How many reasons the households of the model lane have: mean, fewest, and how many have none."""
    listed = weekly.table[weekly.table["lane"] == "model"]
    counts = listed["reasons"].map(lambda text: len(json.loads(text)))
    if not len(counts):
        return {"mean": None, "fewest": None, "without": 0, "listed": 0}
    return {
        "mean": float(counts.mean()),
        "fewest": int(counts.min()),
        "without": int((counts == 0).sum()),
        "listed": len(counts),
    }
