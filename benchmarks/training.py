"""Learning from ten million rows within memory: writes benchmarks/training.md.

    python -m benchmarks.training --work FOLDER [--rows 10000000]

Invents vectors of all declared features for 24 month ends in FOLDER, piece by piece, with falls that follow three of
the features, and who was there when; then the lesson and the return risk are made from them as a county's are, and
the probabilities are held against what became of the last month's households, whom no tree and no calibration saw.
"""

import argparse
import resource
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from lightgbm.basic import LightGBMError
from scipy.special import expit

import features.environment
from benchmarks.measuring import write_page
from features.calendar import month_end, month_ends
from features.coverage import Covered
from features.feature import features, learnable
from features.records import Records, Source
from features.standard import Standards
from features.table import tables
from features.vector import Vectors
from models import trees
from models.calibration import log_loss
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.return_risk import ReturnRisk
from training.fit import fit_risk
from training.learning import Material, lesson
from training.outcomes import ASSESSED, horizon_end
from training.splits import for_use

DATES = month_ends(date(2024, 5, 31), month_end(date(2026, 4, 30)))
UNTIL, BLOCK, VILLAGE = date(2026, 11, 22), 20_000, 200  # households written at once, and of a village
TELLING, SLOPE, USUAL = 3, 0.9, -5.6  # falls follow so many features, by so much, from these log odds
SOURCE = Source(name="ten_million", title_zh="千万行", title_en="Ten million rows")


def invented(work: Path, households: int, seed: int) -> Material:
    """Vectors, decisions and population; households keep what tells of them from date to date."""
    shutil.rmtree(work, ignore_errors=True)
    (work / "vectors").mkdir(parents=True)
    draw = np.random.default_rng(seed)
    telling = list(learnable())[:TELLING]
    signs = np.array([features()[name].direction.value or 1 for name in telling])
    known = draw.normal(size=(households, TELLING)).round(1)
    names = np.char.add("H", np.char.zfill(np.arange(households).astype(str), 9)).astype(object)
    villages = np.char.add("9901", np.char.zfill((np.arange(households) // VILLAGE).astype(str), 8)).astype(object)
    fell_on = _falls(draw, expit(SLOPE * known @ signs + USUAL))
    rest = pd.DataFrame(draw.normal(size=(BLOCK, len(features()))).round(1), columns=list(features()))
    rest = rest.assign(monitoring_line=8_500.0)
    told = dict(zip(telling, known.T, strict=True))
    for as_of in DATES:
        _write(work / "vectors" / f"as_of-{as_of}.parquet", as_of, names, villages, rest, told)
    records = Records.create(work / "records", SOURCE, [Covered(table=n, first_on=DATES[0]) for n in tables()])
    records.append("status_decisions", _decisions(names, fell_on))
    records.append("household_assessments", _assessments(names[:BLOCK]))
    people = pd.concat([_people(names, villages, fell_on, as_of) for as_of in DATES], ignore_index=True)
    standards = Standards.load(records.root / "standards")
    return Material(records=records, vectors=Vectors(work / "vectors"), standards=standards, population=people)


def _falls(draw: np.random.Generator, chance: np.ndarray) -> np.ndarray:
    """The day of each household's fall, or NaT: `chance` in every half year, until it falls."""
    half_years = draw.geometric(chance) - draw.random(len(chance))
    days = np.where(half_years < 8, half_years * 182, np.nan)
    return (pd.Timestamp(DATES[0]) + pd.to_timedelta(np.floor(days) + 1, unit="D")).to_numpy()


def _write(path: Path, as_of: date, names: np.ndarray, villages: np.ndarray, rest: pd.DataFrame, told: dict) -> None:
    file = None
    for start in range(0, len(names), BLOCK):
        some = slice(start, start + BLOCK)
        block = rest.iloc[: len(names[some])].assign(**{name: values[some] for name, values in told.items()})
        block.insert(0, "household_id", names[some])
        block.insert(1, "village_code", villages[some])
        block.insert(2, "as_of", pd.Timestamp(as_of))
        made = pa.Table.from_pandas(block, preserve_index=False)
        file = file or pq.ParquetWriter(path, made.schema)
        file.write_table(made)
    if file:
        file.close()


def _decisions(names: np.ndarray, fell_on: np.ndarray) -> pa.Table:
    fell = np.flatnonzero(~np.isnat(fell_on) & (fell_on <= np.datetime64(UNTIL)))
    days = pd.Series(fell_on[fell]).dt.date
    columns = {"record_id": [f"D{n}" for n in fell], "household_id": names[fell], "happened_on": days, "known_on": days}
    frame = pd.DataFrame(columns | {"withdrawn": False, "decision": "identified"})
    return pa.Table.from_pandas(frame, preserve_index=False)


def _assessments(names: np.ndarray) -> pa.Table:
    columns = {"record_id": [f"A{n}" for n in range(len(names))], "household_id": names, "happened_on": DATES[12]}
    points = {f"{part}_points": 60.0 for part in ASSESSED}
    frame = pd.DataFrame(columns | {"known_on": DATES[12], "withdrawn": False, "verified": True} | points)
    return pa.Table.from_pandas(frame, preserve_index=False)


def _people(names: np.ndarray, villages: np.ndarray, fell_on: np.ndarray, as_of: date) -> pd.DataFrame:
    day = pd.Timestamp(as_of).as_unit("us")
    monitored = fell_on <= np.datetime64(as_of)
    frame = pd.DataFrame({"household_id": names, "as_of": day, "village_code": villages, "group": "entry"})
    return frame.assign(monitored=monitored, helped=False)


def measured(steps: dict[str, tuple[float, float, float]], name: str, call: Callable[[], Any]) -> Any:
    """What `call` gives; its seconds by the clock and of CPU, and the most memory so far, go into `steps`."""
    clock, cpu = time.perf_counter(), time.process_time()
    found = call()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    steps[name] = (time.perf_counter() - clock, time.process_time() - cpu, peak)
    return found


@dataclass(frozen=True)
class Judged:
    """The households of the last date, whom nothing learnt from, and who of them fell within the horizon."""

    matrix: pd.DataFrame
    fell: np.ndarray

    @classmethod
    def of(cls, material: Material) -> Self:
        """Read them."""
        last = max(material.vectors.dates)
        rows = material.population[material.population["as_of"] == pd.Timestamp(last)]
        rows = rows[~rows["monitored"]]
        decided = material.records.rows("status_decisions", UNTIL, material.scope)
        fell = decided[decided["happened_on"] <= pd.Timestamp(horizon_end(last, material.horizon_months))]
        return cls(material.matrix(rows), rows["household_id"].isin(fell["household_id"]).to_numpy())

    def kept_word(self, risk: ReturnRisk) -> list[str]:
        """Said and seen, by how much was said."""
        said = risk.probability(self.matrix)
        tenth = pd.qcut(pd.Series(said).rank(method="first"), 10, labels=False).to_numpy()
        parts = {"lower half": tenth < 5, "next four tenths": (tenth >= 5) & (tenth < 9), "top tenth": tenth == 9}
        parts[f"**all {len(said):,}**"] = tenth >= 0
        lines = ["| households of the last date, by what was said | said, % | fell, % |", "|---|---|---|"]
        return lines + [
            f"| {n} | {100 * said[p].mean():.2f} | {100 * self.fell[p].mean():.2f} |" for n, p in parts.items()
        ]


QUANTISED = {"use_quantized_grad": True, "num_grad_quant_bins": 16}
WAYS: dict[str, dict[str, Any]] = {
    "exact (used)": {},
    "quantised, 16 levels": QUANTISED,
    "quantised, leaves by exact gradients": QUANTISED | {"quant_train_renew_leaf": True},
}


def gradients(learning: LearningSet, judged: Judged) -> list[str]:
    """Trees by exact and by quantised gradients, three seeds each: what they cost and how they judge."""
    lines = ["| gradients | CPU s | log loss, three seeds |", "|---|---|---|"]
    for words, how in WAYS.items():
        began = time.process_time()
        found = ", ".join(_log_loss(learning, judged, how, seed) for seed in (1, 2, 3))
        lines.append(f"| {words} | {(time.process_time() - began) / 3:.0f} | {found} |")
    return lines


def _log_loss(learning: LearningSet, judged: Judged, how: dict[str, Any], seed: int) -> str:
    """Of trees grown in a way of LightGBM's; in its words, where it gives up."""
    names = trees.usable(learning.matrix)
    try:
        grown = trees.grow(learning, names, {"objective": "binary", **how}, Parameters(), seed)
    except LightGBMError as error:
        return f"gave up ({str(error).split(' at /')[0]})"
    raw = trees.raw_score(grown, judged.matrix, names)
    return f"{log_loss(raw, judged.fell, np.ones(len(raw))).mean():.5f}"


def main() -> None:
    """Invent, learn, write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--rows", type=int, default=10_000_000)
    given = asked.parse_args()
    steps: dict[str, tuple[float, float, float]] = {}
    material = measured(steps, "invented", lambda: invented(given.work, given.rows // len(DATES), seed=1))
    people = material.population
    learnt_dates = DATES[:-6]  # the last date's households are judged once their half year is over
    split = for_use(learnt_dates, people["village_code"].unique(), until=DATES[-1], seed=1)
    learnt = measured(steps, "lesson", lambda: lesson(material, split))
    risk = measured(steps, "return risk", lambda: fit_risk(learnt, Parameters(), seed=1))
    judged = measured(steps, "judged", lambda: Judged.of(material))
    rows = [f"| {name} | {c:.0f} | {cpu:.0f} | {peak:.1f} |" for name, (c, cpu, peak) in steps.items()]
    teach, calibrate = learnt.risk_teach, learnt.risk_calibrate
    lines = [
        f"{len(people):,} rows (households on {len(DATES)} dates) of {len(features())} features. Teaching: "
        f"{len(teach):,} rows drawn that stand for {teach.weight.sum():,.0f}, with all {teach.outcome.sum():,.0f} "
        f"falls of theirs; calibrating: {len(calibrate):,} that stand for {calibrate.weight.sum():,.0f}.",
        "",
        *("| step | s by the clock | CPU s | most GB until then |", "|---|---|---|---|", *rows),
        "",
        *judged.kept_word(risk),
        "",
        *gradients(teach, judged),
        "",
        "Drawn rows weigh what they stand for (`training/case_control.py`), so no intercept is corrected. "
        "Quantised gradients stay off while LightGBM gives up on any seed; where it comes through they cost no "
        "precision.",
    ]
    write_page("training", "Learning from ten million rows", "python -m benchmarks.training --work FOLDER", lines)


if __name__ == "__main__":
    main()
