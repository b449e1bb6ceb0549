"""What the page about the model says: what it is worth beside simpler ways, in sentences and in figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from features.text import Text
from models.baselines import BASELINES
from models.index_baselines import INDEX_BASELINES
from models.manifest import Manifest
from serving.run import Run

STATUS = ("monitoring", "status.json")
THIS = Text(zh="本模型", en="This model")
RISK_FIGURES = {
    "auc": Text(zh="排序正确的机会", en="Ranked rightly"),
    "precision_at": Text(zh="走访的户中后来返贫", en="Of those visited, fell"),
    "recall_at": Text(zh="后来返贫的户中走访到", en="Of those who fell, visited"),
}
STATES = {
    "alarm": Text(zh="报警", en="Alarm"),
    "notice": Text(zh="留意", en="Notice"),
    "explained": Text(zh="有解释", en="Explained"),
    "quiet": Text(zh="正常", en="Quiet"),
    "not_estimable": Text(zh="不可估", en="Not estimable"),
}


@dataclass(frozen=True)
class Rival:
    """One way of choosing and its figures; a figure is {value, low, high} with None where it cannot be said."""

    label: Text
    figures: Mapping[str, Mapping[str, float | None]]
    own: bool


def manifest(run: Run) -> Manifest:
    """The papers of the model in use; raises ModelFileError if there is none."""
    return Manifest.from_json((run.champion_folder() / "manifest.json").read_text(encoding="utf-8"))


def evaluation(run: Run, model_id: str) -> dict[str, Any] | None:
    """The run's evaluation if it is of the model in use."""
    found = _read(run.root / "evaluation.json")
    return found if found and found.get("model_id") == model_id else None


def status(run: Run) -> dict[str, Any] | None:
    """What the last weekly checks found; None if none was made."""
    return _read(run.root.joinpath(*STATUS))


def _read(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def rivals(figures: Mapping[str, Any]) -> list[Rival]:
    """The model and every simpler way that was judged beside it."""
    labels = {"model": THIS} | {name: one.label for name, one in BASELINES.items()}
    return [Rival(label, figures[name], name == "model") for name, label in labels.items() if name in figures]


def index_rivals(figures: Mapping[str, Any]) -> list[Rival]:
    """The same of the poverty index."""
    labels = {"model": THIS} | {name: one.label for name, one in INDEX_BASELINES.items()}
    return [Rival(label, figures[name], name == "model") for name, label in labels.items() if name in figures]


def in_sentences(found: Mapping[str, Any]) -> list[Text]:
    """What the figures mean, for whoever is no statistician; what cannot be said is left out."""
    made = [_visits(found), _ranking(found), _numbers(found), _index(found)]
    return [words for words in made if words is not None]


def _visits(found: Mapping[str, Any]) -> Text | None:
    everyone, k = found["return_risk"].get("all", {}), found.get("list", {}).get("k")
    mine, rules = (_value(everyone, name, "precision_at") for name in ("model", "threshold_rules"))
    if k is None or mine is None or rules is None:
        return None
    return Text(
        zh=f"试算中走访{k}户：按本模型的顺序，其中{mine * k:.0f}户后来返贫；按现行阈值规则的顺序，{rules * k:.0f}户。",
        en=f"Of {k} visits rehearsed on the past, {mine * k:.0f} met a household that later fell back when ordered by "
        f"this model, {rules * k:.0f} when ordered by today's rules.",
    )


def _ranking(found: Mapping[str, Any]) -> Text | None:
    everyone = found["return_risk"].get("all", {})
    mine, rules = (_value(everyone, name, "auc") for name in ("model", "threshold_rules"))
    if mine is None or rules is None:
        return None
    return Text(
        zh=f"任取一户后来返贫的和一户没有返贫的，本模型把前者排在前面的机会是{mine:.0%}，现行阈值规则是{rules:.0%}，抛硬币是50%。",
        en=f"Of one household that fell back and one that did not, this model puts the first ahead {mine:.0%} of the "
        f"time, today's rules {rules:.0%}, a coin 50%.",
    )


def _numbers(found: Mapping[str, Any]) -> Text | None:
    ratio = _value(found["return_risk"].get("all", {}), "model", "observed_over_expected")
    if ratio is None:
        return None
    return Text(
        zh=f"名单上预计返贫100户时，实际返贫{100 * ratio:.0f}户。",
        en=f"Where the list expected 100 households to fall back, {100 * ratio:.0f} did.",
    )


def _index(found: Mapping[str, Any]) -> Text | None:
    figures = found.get("poverty_index", {})
    error, before = _value(figures, "model", "mae"), _value(figures, "carried_forward", "mae")
    inside = _value(figures, "model", "interval_coverage")
    if error is None or inside is None:
        return None
    zh = f"，直接沿用上次评估差{before:.1f}分" if before is not None else ""
    en = f", {before:.1f} when the last assessment is carried forward" if before is not None else ""
    return Text(
        zh=f"贫困指数与下一次上门评估平均差{error:.1f}分{zh}；标明的80%区间实际包住了{inside:.0%}。",
        en=f"The poverty index is off by {error:.1f} points on average{en}; its 80 % interval held {inside:.0%}.",
    )


def _value(figures: Mapping[str, Any], name: str, metric: str) -> float | None:
    return figures.get(name, {}).get(metric, {}).get("value")
