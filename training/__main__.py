"""`python -m training STEP`: the chain from records to this week's list, step by step or at once."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from features.command import in_a_sentence
from features.errors import SourceError
from training import retrain as retraining
from training import steps, weekly_steps
from training.anew import begun_anew
from training.promotion import check_may_promote
from training.search import Budget

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)

Out = Annotated[Path, typer.Option(help="Folder of the run; every step reads and leaves its files there.")]
Until = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on which the run stands.")]
Seed = Annotated[int, typer.Option(help="Seed of everything that is drawn.")]
Households = Annotated[int, typer.Option(help="Households of the invented county.", min=50)]
Months = Annotated[int, typer.Option(help="Months of records.", min=24)]
Trials = Annotated[
    int, typer.Option(help="Trials of the search for parameters; 0 takes the defaults (a survey: its own).", min=0)
]
Seconds = Annotated[
    float, typer.Option(help="A search that takes longer is cut short; then the report says so.", min=0)
]
Folder = Annotated[Path, typer.Option(help="Folder of household_*.parquet and person_*.parquet.")]
TrainUntil = Annotated[str, typer.Option(help="Households first visited until this quarter learn.")]
TestFrom = Annotated[str, typer.Option(help="Households first visited from this quarter on judge.")]
Folds = Annotated[int, typer.Option(help="Folds of villages: each is judged by a model that never saw it.", min=2)]
Replicates = Annotated[int, typer.Option(help="Draws of households for the intervals.", min=50)]
By = Annotated[str, typer.Option(help="The person who decides.")]
Why = Annotated[str, typer.Option(help="Why.")]
AgainstRule = Annotated[str | None, typer.Option(help="Promote although the rule is not met, for this reason.")]
DEMO, SURVEY = Path("out/demo"), Path("out/eph")
TODAY = datetime(2026, 11, 22)
LONGEST = 3600.0  # seconds of a search


@app.command()
@in_a_sentence
def invent(
    out: Out = DEMO, households: Households = 2000, months: Months = 36, until: Until = TODAY, seed: Seed = 1
) -> None:
    """Invent a county with planted truth; a run that the folder held is replaced."""
    with begun_anew(out) as new:
        weekly_steps.invent_county(new, households=households, months=months, until=until.date(), seed=seed)


@app.command("read-survey")
@in_a_sentence
def read_survey(
    folder: Folder, train_until: TrainUntil = "2007Q4", test_from: TestFrom = "2009Q1", out: Out = SURVEY
) -> None:
    """Read the survey panel into records; a run that the folder held is replaced."""
    with begun_anew(out) as new:
        weekly_steps.read_survey(new, folder, train_until, test_from)


@app.command()
@in_a_sentence
def vectors(out: Out = DEMO, until: Until = TODAY) -> None:
    """Build the vectors of every date to learn, judge and list on; a survey stands on its last visit."""
    steps.make_vectors(steps.Place(out), until=until.date())


@app.command()
@in_a_sentence
def train(
    out: Out = DEMO,
    trials: Trials = 15,
    seconds: Seconds = LONGEST,
    folds: Folds = 3,
    seed: Seed = 1,
    train_until: TrainUntil = "",
    test_from: TestFrom = "",
) -> None:
    """Search parameters and fit both models on everything settled; the model becomes a challenger.

    A survey is split by the quarters of the first visits: name both.
    """
    place, budget = steps.Place(out), Budget(trials, seconds)
    steps.train_models(place, budget=budget, folds=folds, seed=seed, panel=quarters(train_until, test_from))


def quarters(train_until: str, test_from: str) -> tuple[str, str] | None:
    """What splits a survey; None where neither is named, SourceError where only one is."""
    if bool(train_until) != bool(test_from):
        raise SourceError("a survey is split by two quarters: name both --train-until and --test-from, or neither")
    return (train_until, test_from) if train_until else None


@app.command()
@in_a_sentence
def evaluate(out: Out = DEMO, replicates: Replicates = 400) -> None:
    """Judge on the past beside every baseline: evaluation.json and evaluation.html."""
    steps.evaluate_models(steps.Place(out), replicates=replicates)


@app.command()
@in_a_sentence
def register(out: Out = DEMO) -> None:
    """Track the evaluated run in MLflow and register its model as challenger."""
    steps.register(steps.Place(out))


@app.command()
@in_a_sentence
def retrain(
    out: Out = DEMO, trials: Trials = 15, seconds: Seconds = LONGEST, replicates: Replicates = 400, seed: Seed = 1
) -> None:
    """Train a challenger on all that is settled and compare it with the champion: retraining.json."""
    place = steps.Place(out)
    retraining.retrain(
        place,
        until=retraining.last_sunday(place),
        budget=Budget(trials, seconds),
        seed=seed,
        replicates=replicates,
    )


@app.command()
@in_a_sentence
def promote(by: By, why: Why, out: Out = DEMO, model: str | None = None, against_rule: AgainstRule = None) -> None:
    """Put a model (the last trained, if none is named) to use; a compared one only if the rule is met."""
    place = steps.Place(out)
    name = model or str(place.read("training.json")["model"])
    check_may_promote(place.root, name, against_rule)
    said = why if against_rule is None else f"{why} (against the rule: {against_rule})"
    steps.promote(place, name, by=by, why=said, on=date.today())


@app.command("roll-back")
@in_a_sentence
def roll_back(by: By, why: Why, out: Out = DEMO) -> None:
    """Put the champion before this one back to use."""
    steps.roll_back(steps.Place(out), by=by, why=why, on=date.today())


@app.command()
@in_a_sentence
def assess(out: Out = DEMO) -> None:
    """Assess every household on the day of this week's list: assessments.parquet."""
    weekly_steps.assess_households(steps.Place(out))


@app.command("list")
@in_a_sentence
def make_list(out: Out = DEMO) -> None:
    """Write this week's list and those of the eight weeks before: list.xlsx and lists/."""
    weekly_steps.list_weeks(steps.Place(out))


@app.command()
@in_a_sentence
def demo(
    out: Out = DEMO,
    households: Households = 2000,
    months: Months = 36,
    until: Until = TODAY,
    trials: Trials = 12,
    seconds: Seconds = LONGEST,
    folds: Folds = 3,
    replicates: Replicates = 300,
    seed: Seed = 1,
) -> None:
    """The main job at once: invent, vectors, train, evaluate, register, promote, assess, list."""
    with begun_anew(out) as new:
        weekly_steps.invent_county(new, households=households, months=months, until=until.date(), seed=seed)
    place = steps.Place(out)
    steps.make_vectors(place, until=until.date())
    steps.train_models(place, budget=Budget(trials, seconds), folds=folds, seed=seed)
    steps.evaluate_models(place, replicates=replicates)
    steps.register(place)
    steps.promote(place, None, by=steps.person(), why="the demo's only model", on=until.date())
    weekly_steps.list_weeks(place)
    weekly_steps.summarise(place)


@app.command()
@in_a_sentence
def eph(
    folder: Folder,
    train_until: TrainUntil = "2007Q4",
    test_from: TestFrom = "2009Q1",
    out: Out = SURVEY,
    trials: Trials = 0,
    seconds: Seconds = LONGEST,
    replicates: Replicates = 400,
    seed: Seed = 1,
) -> None:
    """The same chain on the survey panel of real households."""
    with begun_anew(out) as new:
        panel = weekly_steps.read_survey(new, folder, train_until, test_from)
    place = steps.Place(out)
    steps.make_vectors(place, until=panel, weeks=0)
    steps.train_models(place, budget=Budget(trials, seconds), seed=seed, panel=(train_until, test_from))
    steps.evaluate_models(place, replicates=replicates)
    steps.register(place)
    steps.promote(place, None, by=steps.person(), why="the survey's only model", on=panel)
    weekly_steps.list_weeks(place)
    weekly_steps.summarise(place)


if __name__ == "__main__":
    app()
