"""Three years of help that follows the list: does retraining learn that the flagged are safe? benchmarks/feedback.md.

    python -m benchmarks.feedback --work FOLDER [--seeds 3]

On an invented county it is known who would fall without help. Each month the list's households are visited, and
some others by a random audit. A visit recognises nine in ten of those who would fall, and mistakes one in twenty of
the others for one. Of those it confirms a share is helped (none, weak, strong feedback), and help prevents six falls
in ten. Where nobody was sent, seven falls in ten are found. Every half year three models are retrained on what was
found: one takes every outcome as it stands, one leaves out who was helped and did not fall, one corrects as
retraining does (`training.treatment`). All are judged on the planted would-be outcome of the last year.
"""

import features.environment  # noqa: F401  isort: skip

import argparse
import json
import time
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measuring import write_page
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
from training.treatment import CONFIRMED, NOBODY, OTHER, Seen

FEEDBACK = {"none": 0.0, "weak": 0.4, "strong": 0.9}
FIRST, LAST = date(2023, 6, 30), date(2026, 5, 31)
RECOGNISED, MISTAKEN, PREVENTS, FOUND_ALONE = 0.9, 0.05, 0.6, 0.7
LISTED, AUDITED = 0.05, 0.02  # of the households, a month
EVERY, HORIZON = 6, 6  # months
SMALL = Parameters(trees=60, leaves=12, rate=0.1)
AS_IT_STANDS, LEFT_OUT, CORRECTED = "as it stands", "helped left out", "corrected"
ARMS = (AS_IT_STANDS, LEFT_OUT, CORRECTED)


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
    confirmed = (listed | audited) & (draws.random(n) < np.where(would, RECOGNISED, MISTAKEN))
    helped = listed & confirmed & (draws.random(n) < strength)
    falls = would & ~(helped & (draws.random(n) < PREVENTS))
    found = falls & (listed | (audited & confirmed) | (draws.random(n) < FOUND_ALONE))
    return Seen(
        fell=found,
        helped=helped,
        helped_since=helped,
        finding=np.select([confirmed, listed | audited], [CONFIRMED, OTHER], NOBODY),
        watched=listed | audited,
        audit_probability=np.where(audited, AUDITED, np.nan),
    )


def counted(seen: Seen, arm: str) -> np.ndarray:
    """What each row counts for whoever retrains."""
    if arm == CORRECTED:
        return seen.weights()
    return np.where(seen.helped & ~seen.fell & (arm == LEFT_OUT), 0.0, 1.0)


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
    """Trees from every settled month."""
    rows = np.concatenate([np.flatnonzero(facts["month"] == month) for month in sorted(seen)])
    whole = together([seen[month] for month in sorted(seen)])
    weight = counted(whole, arm)
    rows, fell, weight = rows[weight > 0], whole.fell[weight > 0].astype(float), weight[weight > 0]
    return grown(learning_set(matrix.iloc[rows], facts.iloc[rows], fell, weight), SMALL, seed)


def together(parts: list[Seen]) -> Seen:
    """Several months as one."""
    return Seen(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Seen)})


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
    for arm in ARMS[:-1]:
        asked[f"precision, {CORRECTED} less {arm}"] = lambda w, a=arm: precision(CORRECTED)(w) - precision(a)(w)
        asked[f"recall, {CORRECTED} less {arm}"] = lambda w, a=arm: recall(CORRECTED)(w) - recall(a)(w)
    return {name: e.as_json() for name, e in drawn.estimates(asked).items()} | {"planted falls": int(fell.sum())}


def page(found: dict[str, dict[str, Any]]) -> list[str]:
    """The figures as they are committed."""
    lines = [*(__doc__ or "").split("\n\n", 2)[2].strip().splitlines(), ""]
    lines += [
        f"Three years a month at a time, a list of {LISTED:.0%} and audits of {AUDITED:.0%} of the households a month; "
        f"small trees ({SMALL.trees} of {SMALL.leaves} leaves). 95 % intervals by household, all on the same draws.",
        "",
        *(_verdict(found, arm) for arm in ARMS[:-1]),
        "",
        "| | " + " | ".join(f"{name} ({share:.0%} helped)" for name, share in FEEDBACK.items()) + " |",
        "|---" * (len(FEEDBACK) + 1) + "|",
    ]
    for name in next(iter(found.values())):
        lines.append(f"| {name} | " + " | ".join(_shown(found[f][name]) for f in FEEDBACK) + " |")
    return lines


def _verdict(found: dict[str, dict[str, Any]], arm: str) -> str:
    """In words, whether the correction finds more of those who would fall than another arm."""
    apart = {name: figures[f"precision, {CORRECTED} less {arm}"] for name, figures in found.items()}
    said = "; ".join(f"feedback {name}: {_apart(one)}" for name, one in apart.items())
    return f"- Precision, corrected beside {arm} – {said}"


def _apart(figure: dict[str, float]) -> str:
    if figure["low"] == figure["high"] == 0:
        return "the same to the last digit"
    if figure["low"] <= 0 <= figure["high"]:
        return f"no difference beyond chance ({figure['low']:+.3f} to {figure['high']:+.3f})"
    return f"{'more' if figure['value'] > 0 else 'less'} precise beyond chance ({figure['value']:+.3f})"


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
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--first", type=int, default=31)
    asked.add_argument("--households", type=int, default=3000)
    given = asked.parse_args()
    began, seeds = time.monotonic(), range(given.first, given.first + given.seeds)
    panels = {s: panel(given.work, s, given.households) for s in seeds}
    found = {}
    for name, strength in FEEDBACK.items():
        found[name] = figures({arm: everywhere(panels, strength, arm) for arm in ARMS})
        print(name, json.dumps(found[name]), flush=True)
    command = (
        f"python -m benchmarks.feedback --seeds {given.seeds} --first {given.first} --households {given.households}"
    )
    write_page("feedback", "Feedback of help on retraining", command, [*page(found), "", *minutes(began)])


def everywhere(panels: dict[int, Any], strength: float, arm: str) -> pd.DataFrame:
    """All counties' judged rows under one arm."""
    made = {seed: simulate(matrix, facts, strength, arm, seed) for seed, (matrix, facts) in panels.items()}
    return pd.concat(
        [m.assign(household_id=f"{s}-" + m["household_id"], month=m["month"] + 1000 * s) for s, m in made.items()],
        ignore_index=True,
    )


def minutes(began: float) -> list[str]:
    """How long it took, in a line."""
    return [f"The run took {(time.monotonic() - began) / 60:.0f} minutes on a busy machine."]


if __name__ == "__main__":
    main()
