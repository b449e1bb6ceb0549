"""The steps of the chain, from records to an evaluated model; each reads and leaves files in a Place."""

import getpass
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from features.population import population
from features.records import Records
from features.standard import Standards
from features.store_files import check_batches
from features.table import tables
from features.vector import build_vectors
from features.visits import visits
from features.whole import write_rows
from models.lists.assessing import earlier_than
from models.trained import Trained
from training import champion, dates, tracking
from training.evaluation import evaluate, write_json
from training.fit import Recipe, choose, train
from training.judge import judge
from training.learning import Material, lesson
from training.panel_parameters import PANEL
from training.place import Place, stage
from training.report import write_report
from training.search import Budget
from training.splits import Split, by_first_visit, for_use, rolling, settled_dates


def make_vectors(place: Place, *, until: date, weeks: int = dates.WEEKS) -> None:
    """Vectors of every date to learn, judge and list on, and who there was on each.

    A survey stands on its last visit, if that lies before `until`, and has no weekly lists.
    """
    with stage(place, "vectors", "特征向量 Vectors"):
        records = Records(place.records)
        check_batches(tables().values(), records.batches)
        visited = records.source.cohort == "visited"
        if visited:
            learn = dates.visit_dates(records, until)
            until = max(learn)
        else:
            learn = settled_dates(dates.learning_dates(records, until), until)
        lists = [] if visited else dates.list_dates(until, weeks)
        before = sorted({earlier_than(d) for d in lists})
        wanted = sorted({*learn, *lists, *before})
        build_vectors(records, wanted, place.vectors, standards=_standards(records))
        write_rows(population(records, wanted), place.population)
        place.write("dates.json", {"until": until, "learn": learn, "lists": lists})


def _standards(records: Records) -> Standards:
    return Standards.load(records.root / "standards")


def material(place: Place) -> Material:
    """Everything a training run reads; raises FingerprintError if the features changed since the vectors."""
    place.read("dates.json")
    return Material.open(place.root)


def days(place: Place, part: str) -> list[date]:
    """Dates that `make_vectors` noted: learn or lists."""
    return [date.fromisoformat(d) for d in place.read("dates.json")[part]]


def until_of(place: Place) -> date:
    """The day on which the run stands."""
    return date.fromisoformat(place.read("dates.json")["until"])


def splits_of(place: Place, made: Material, *, folds: int, seed: int, panel: tuple[str, str] | None) -> list[Split]:
    """What judges: rolling origins, or on a panel households by their first visit."""
    if panel is not None:
        return [by_first_visit(visits(made.records), train_until=panel[0], test_from=panel[1])]
    villages = made.population["village_code"].unique()
    return rolling(days(place, "learn"), villages, until=until_of(place), folds=folds, seed=seed)


def train_models(
    place: Place, *, budget: Budget, folds: int = 3, seed: int = 1, panel: tuple[str, str] | None = None
) -> Trained:
    """Search parameters, fit both models on everything settled, save them beside the champion."""
    made = material(place)
    splits = splits_of(place, made, folds=folds, seed=seed, panel=panel)
    with stage(place, "search", "参数搜索 Search for parameters"):
        # The earliest split knows the least: what it chooses by is older than anything that judges.
        recipe = choose(lesson(made, splits[0]), budget, seed, PANEL if panel else None)
    with stage(place, "train", "训练 Training"):
        villages = made.population["village_code"].unique()
        # The lists of the weeks before must not come from a model that knew what only later weeks could.
        first_used = min(days(place, "lists"), default=until_of(place))
        use = splits[0] if panel else for_use(days(place, "learn"), villages, until=first_used, seed=seed)
        trained = train(made, use, recipe, seed)
        name = trained.manifest.model_id
        trained.save(place.models / name)
        place.write("training.json", _noted(recipe, name, folds, seed, panel))
    return trained


def _noted(recipe: Recipe, name: str, folds: int, seed: int, panel: Sequence[str] | None) -> dict[str, Any]:
    parameters = {part: asdict(one) for part, one in recipe.parameters.items()}
    losses = {"return_risk": recipe.risk.losses, "poverty_index": recipe.index.losses}
    noted = {"model": name, "parameters": parameters, "losses": losses, "folds": folds, "seed": seed, "panel": panel}
    return noted | {"search": recipe.search}


def evaluate_models(place: Place, *, replicates: int = 400, reasons: Any = None) -> dict[str, Any]:
    """Judge on the past, write evaluation.json and evaluation.html; returns the report."""
    made, noted = material(place), place.read("training.json")
    trained = Trained.load(place.models / noted["model"])
    panel = tuple(noted["panel"]) if noted["panel"] else None
    splits = splits_of(place, made, folds=noted["folds"], seed=noted["seed"], panel=panel)
    with stage(place, "judge", "检验 Judging on the past"):
        judged = judge(made, splits, _parameters(trained), until=until_of(place), seed=noted["seed"])
    with stage(place, "evaluate", "评估 Evaluation"):
        found = evaluate(
            made,
            judged,
            trained,
            truth=place.truth,
            replicates=replicates,
            seed=noted["seed"],
            weekly=days(place, "lists"),
        )
    with stage(place, "report", "评估报告 Evaluation report"):
        report = found.report | place.stages()
        report["reasons_per_household"] = reasons
        report["search"] = noted.get("search", {})  # a run made before it was noted
        write_json(report, place.root / "evaluation.json")
        write_report(report, found.points, trained, made, place.root / "evaluation.html")
        trained.with_metrics(_summary(report)).save(place.models / noted["model"])
    return report


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    """What the model card says of the evaluation: the models' own figures with their intervals."""
    risk = {group: part["model"] for group, part in report["return_risk"].items() if "model" in part}
    kept = {
        group: {n: {k: f[k] for k in ("value", "low", "high")} for n, f in figures.items() if isinstance(f, dict)}
        for group, figures in (risk | {"poverty_index": report["poverty_index"].get("model", {})}).items()
    }
    return {"judged_on": ", ".join(report["judged_on"]), **kept}


def _parameters(trained: Trained) -> dict[str, Any]:
    from models.parameters import Parameters

    return {part: Parameters.from_json(json.dumps(dict(one))) for part, one in trained.manifest.parameters.items()}


def complete_report(place: Place, added: dict[str, Any]) -> dict[str, Any]:
    """evaluation.json with what later stages found (reasons, seconds), written again."""
    report = place.read("evaluation.json") | place.stages() | added
    write_json(report, place.root / "evaluation.json")
    return report


def register(place: Place) -> None:
    """Track the run in MLflow and register its model as challenger."""
    with stage(place, "tracking", "登记 MLflow"):
        noted, report = place.read("training.json"), place.read("evaluation.json")
        tracking.record(
            place.database,
            place.models / noted["model"],
            experiment=report["source"]["name"],
            parameters=noted["parameters"] | {"seed": noted["seed"], "folds": noted["folds"]},
            metrics=headline(report),
            tags={k: report[k] for k in ("model_id", "fingerprint", "policy_version", "records")},
            reports=(place.root / "evaluation.json", place.root / "evaluation.html"),
        )


def headline(report: dict[str, Any]) -> dict[str, float | None]:
    """The plain figures of an evaluation that are followed over time, by name."""
    found = {}
    for group, part in report["return_risk"].items():
        for metric, figure in part.get("model", {}).items():
            found[f"{group}.{metric}"] = figure["value"]
    for metric, figure in report["poverty_index"].get("model", {}).items():
        if isinstance(figure, dict):
            found[f"poverty_index.{metric}"] = figure["value"]
    return found


def promote(place: Place, model: str | None, *, by: str, why: str, on: date) -> champion.Champion:
    """Put a model (the last trained, if None) to use: pointer, copy in model/, alias champion."""
    name = model or place.read("training.json")["model"]
    return _in_use(place, champion.promote(place.models, name, by=by, on=on, why=why))


def roll_back(place: Place, *, by: str, why: str, on: date) -> champion.Champion:
    """Put the champion before this one back to use."""
    return _in_use(place, champion.roll_back(place.models, by=by, on=on, why=why))


def _in_use(place: Place, made: champion.Champion) -> champion.Champion:
    Trained.load(place.models / made.model).save(place.model)
    if place.database.exists():
        tracking.mark_champion(place.database, made.model_id)
    return made


def person() -> str:
    """Who runs the command, for a promotion that names nobody else."""
    try:
        return getpass.getuser()
    except OSError:
        return ""
