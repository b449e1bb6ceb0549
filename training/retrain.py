"""Retraining: vectors of past dates, a challenger, its comparison with the champion, and the verdict.

Leaves `retraining.json` in the run's folder; nothing is promoted.
"""

from datetime import date
from typing import Any

from features.calendar import iso_week, week_end
from features.progress import CONSOLE
from models.trained import Trained
from training import steps
from training.champion import champion
from training.comparison import CHALLENGER, CHAMPION, compare, conformance, parameters_of, spoken, stability
from training.dates import WEEKS
from training.evaluation import write_json
from training.lengths import USUAL_SHARE
from training.place import Place, stage
from training.promotion import RULE, VERDICT, judged, passes, sentence
from training.search import Budget


def retrain(place: Place, *, until: date, budget: Budget, seed: int = 1, replicates: int = 400) -> dict[str, Any]:
    """Train a challenger on everything settled by `until`, judge it, compare it, register it.

    Raises ModelFileError if no model is in use yet: there is nothing to compare with, so train and promote one.
    """
    old = champion(place.models)
    steps.make_vectors(place, until=until, weeks=WEEKS)
    steps.train_models(place, budget=budget, seed=seed)
    steps.evaluate_models(place, replicates=replicates)
    report = compare_models(place, old.model, seed=seed, replicates=replicates)
    steps.register(place)
    return report


def compare_models(place: Place, old: str, *, seed: int = 1, replicates: int = 400) -> dict[str, Any]:
    """Compare the model trained last with the model `old`; writes retraining.json and returns it."""
    made, name = steps.material(place), place.read("training.json")["model"]
    before, new = (Trained.load(place.models / n) for n in (old, name))
    until, weeks = steps.until_of(place), steps.days(place, "lists")
    with stage(place, "comparison", "新旧对比 Champion and challenger"):
        said = spoken(made, steps.days(place, "learn"), before, new, until=until, seed=seed)
        report = compare(made, said, replicates=replicates, seed=seed)
        report["stability"] = {
            CHAMPION: stability(made, before, weeks, USUAL_SHARE),
            CHALLENGER: stability(made, new, weeks, USUAL_SHARE),
        }
        report["conformance"] = conformance(made, new)
    report |= {CHAMPION: old, CHALLENGER: name, "until": until.isoformat(), "rule": RULE.name}
    report["same_parameters"] = parameters_of(before) == parameters_of(new)
    report["conditions"] = judged(report)
    report["passes"] = passes(report["conditions"])
    words = sentence(report)
    report |= {"zh": words.zh, "en": words.en}
    write_json(report, place.root / VERDICT)
    CONSOLE.print(f"{words.zh}\n[dim]{words.en}[/dim]", highlight=False, soft_wrap=True)
    return report


def last_sunday(place: Place) -> date:
    """The Sunday of the last list, up to which a retraining may know everything."""
    names = sorted(p.stem for p in place.lists.glob("????-W??.parquet"))
    return week_end(names[-1]) if names else week_end(iso_week(steps.until_of(place)))
