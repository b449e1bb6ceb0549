"""Three years of help that follows the list: does retraining learn that the flagged are safe? benchmarks/feedback.md.

    python benchmarks/feedback.py --work FOLDER [--seeds 2]

On an invented county it is known who would fall without help. Each month the list's households are visited; of
those who would fall, a share is helped (none, weak, strong feedback), and help prevents six falls in ten. Falls of
households that nobody visited are found in seven cases of ten. Every half year two models are retrained on what
was found: one takes every outcome as it stands, the other leaves out who was helped and weighs the rest by the
inverse of their probability to be seen unhelped, which the list and its random audits tell. Both are judged
on the planted would-be outcome of the following months, on the same draws of households.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from features.calendar import month_ends
from features.records import Records
from features.standard import Standards
from features.synthetic.county import invent
from features.vector import build_vectors, model_matrix
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.return_risk import grown
from models.trees import raw_score
from training.bootstrap import Bootstrap
from training.planted import read_truth
from training.treatment import Seen, corrected

FEEDBACK = {"none": 0.0, "weak": 0.4, "strong": 0.9}
FIRST, LAST = date(2023, 6, 30), date(2026, 5, 31)
PREVENTS, FOUND_ALONE = 0.6, 0.7
LISTED, AUDITED = 0.05, 0.02  # of the households, a month
EVERY, HORIZON = 6, 6  # months
SMALL = Parameters(trees=60, leaves=12, rate=0.1)
ARMS = ("as it stands", "corrected")


def panel(work: Path, seed: int, households: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of every household and month: its vector in the models' units, and the planted outcome."""
    root = work / f"county-{seed}"
    if not (root / "records" / "source.json").exists():
        invent(root / "records", households=households, seed=seed, months=60)
    records = Records(root / "records")
    dates = month_ends(FIRST, LAST)
    standards = Standards.load(records.root / "standards")
    vectors = build_vectors(records, dates, root / "vectors", standards=standards).read(dates)
    truth = read_truth(root / "truth", [pd.Timestamp(d) for d in dates])
    assert truth is not None
    vectors["as_of"] = pd.to_datetime(vectors["as_of"]).astype("datetime64[us]")
    rows = vectors.merge(truth[["household_id", "as_of", "would_fall", "fallen"]], on=["household_id", "as_of"])
    rows = rows[~rows["fallen"].astype(bool)].reset_index(drop=True)
    month = (rows["as_of"].dt.year - FIRST.year) * 12 + rows["as_of"].dt.month - FIRST.month
    facts = rows[["household_id", "village_code", "as_of", "would_fall"]].assign(month=month)
    return model_matrix(rows).astype("float32").astype("float64"), facts


def lived(facts: pd.DataFrame, risk: np.ndarray | None, strength: float, draws: np.random.Generator) -> Seen:
    """What a month's list, help and audits make of some rows; without a model the list is drawn at random."""
    n = len(facts)
    rank = draws.random(n) if risk is None else risk + 1e-9 * draws.random(n)
    listed = rank >= np.quantile(rank, 1 - LISTED)
    audited = ~listed & (draws.random(n) < AUDITED)
    would = facts["would_fall"].to_numpy(bool)
    helped = listed & would & (draws.random(n) < strength)
    fell = would & ~(helped & (draws.random(n) < PREVENTS))
    found = fell & (listed | audited | (draws.random(n) < FOUND_ALONE))
    return Seen(outcome=found.astype(float), listed=listed, audited=audited, helped=helped, audit_probability=AUDITED)


def learning_set(matrix: pd.DataFrame, facts: pd.DataFrame, outcome: np.ndarray, weight: np.ndarray) -> LearningSet:
    """Rows as the models learn from them."""
    return LearningSet(
        matrix,
        outcome,
        weight,
        facts["household_id"].to_numpy(object),
        facts["village_code"].to_numpy(object),
        facts["as_of"].to_numpy(),
    )


def simulate(matrix: pd.DataFrame, facts: pd.DataFrame, strength: float, arm: str, seed: int) -> pd.DataFrame:
    """Three years of one county: the rows of every judged month with the risk that the arm's model said."""
    draws = np.random.default_rng([seed, round(10 * strength)])
    seen: dict[int, Seen] = {}
    said = []
    model = None
    for month in sorted(facts["month"].unique()):
        rows = np.flatnonzero(facts["month"] == month)
        if month >= 2 * HORIZON and month % EVERY == 0:
            model = _retrained(matrix, facts, {m: s for m, s in seen.items() if m + HORIZON <= month}, arm, seed)
        risk = None if model is None else raw_score(model[0], matrix.iloc[rows], model[1])
        if risk is not None and month >= facts["month"].max() - 2 * HORIZON:  # the last year judges
            said.append(facts.iloc[rows].assign(risk=risk))
        seen[month] = lived(facts.iloc[rows], risk, strength, draws)
    return pd.concat(said, ignore_index=True)


def _retrained(matrix: pd.DataFrame, facts: pd.DataFrame, seen: dict[int, Seen], arm: str, seed: int) -> Any:
    """Trees from every third settled month."""
    months = sorted(seen)[::-1][::3]
    parts = []
    for month in months:
        rows = np.flatnonzero(facts["month"] == month)
        kept, weight = corrected(seen[month]) if arm == "corrected" else (np.ones(len(rows), bool), np.ones(len(rows)))
        parts.append((rows[kept], seen[month].outcome[kept], weight[kept]))
    rows, outcome, weight = (np.concatenate(p) for p in zip(*parts, strict=True))
    return grown(learning_set(matrix.iloc[rows], facts.iloc[rows], outcome, weight), SMALL, seed)


def figures(said: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Precision and recall of the list by month's length, of both arms and paired, by household."""
    one = said[ARMS[0]]
    assert all((one["household_id"].to_numpy() == s["household_id"].to_numpy()).all() for s in said.values())
    fell = one["would_fall"].to_numpy(float)
    on = {arm: s.groupby("month")["risk"].rank(pct=True).to_numpy() > 1 - LISTED for arm, s in said.items()}
    drawn = Bootstrap(one["household_id"].to_numpy(), replicates=200, seed=0)

    def precision(arm: str) -> Any:
        return lambda w: (w @ (fell * on[arm])) / (w @ on[arm].astype(float))

    def recall(arm: str) -> Any:
        return lambda w: (w @ (fell * on[arm])) / (w @ fell)

    asked = {f"precision, {a}": precision(a) for a in ARMS} | {f"recall, {a}": recall(a) for a in ARMS}
    asked["precision, corrected less as it stands"] = lambda w: precision(ARMS[1])(w) - precision(ARMS[0])(w)
    asked["recall, corrected less as it stands"] = lambda w: recall(ARMS[1])(w) - recall(ARMS[0])(w)
    return {name: e.as_json() for name, e in drawn.estimates(asked).items()} | {"falls": int(fell.sum())}


def page(found: dict[str, dict[str, Any]], households: int, seeds: list[int]) -> str:
    """The figures as they are committed."""
    lines = [
        "# Feedback of help on retraining\n",
        f"`python benchmarks/feedback.py`, invented counties of {households:,} households (seeds {seeds}), the last of "
        f"three years judges; a list of {LISTED:.0%} a month, audits of {AUDITED:.0%}. 95 % intervals by household.\n",
        "| | " + " | ".join(FEEDBACK) + " |",
        "|---" * (len(FEEDBACK) + 1) + "|",
    ]
    for name in next(iter(found.values())):
        cells = [_shown(found[f][name]) for f in FEEDBACK]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _shown(figure: Any) -> str:
    return (
        str(figure)
        if isinstance(figure, int)
        else f"{figure['value']:.3f} ({figure['low']:.3f} to {figure['high']:.3f})"
    )


def main() -> None:
    """Simulate all counties and strengths, write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--seeds", type=int, default=2)
    asked.add_argument("--households", type=int, default=1500)
    given = asked.parse_args()
    seeds = list(range(31, 31 + given.seeds))
    panels = {s: panel(given.work, s, given.households) for s in seeds}
    found = {}
    for name, strength in FEEDBACK.items():
        said: dict[str, Any] = {arm: [] for arm in ARMS}
        for seed, (matrix, facts) in panels.items():
            for arm in ARMS:
                made = simulate(matrix, facts, strength, arm, seed)
                said[arm].append(
                    made.assign(household_id=f"{seed}-" + made["household_id"], month=made["month"] + 1000 * seed)
                )
        found[name] = figures({arm: pd.concat(parts, ignore_index=True) for arm, parts in said.items()})
        print(name, json.dumps(found[name]), flush=True)
    Path(__file__).with_name("feedback.md").write_text(page(found, given.households, seeds), encoding="utf-8")


if __name__ == "__main__":
    main()
