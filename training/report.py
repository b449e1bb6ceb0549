"""evaluation.html: one file that needs no network, Chinese first, English complete."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from features.text import Text
from features.whole import write_text
from models.baselines import BASELINES
from models.index_baselines import INDEX_BASELINES
from models.trained import Trained
from training import plots, sentences
from training.judge import MODEL, WITHOUT_MONEY
from training.learning import Material
from training.metric import Judges, of_kind
from training.planted import ORACLE

TEMPLATES = Path(__file__).parent / "templates"
EXPLAINED_ROWS = 1500  # dots of a beeswarm
OWN_LABELS = {
    MODEL: Text(zh="本模型", en="This model"),
    WITHOUT_MONEY: Text(zh="本模型（不看金额）", en="This model without money"),
    ORACLE: Text(zh="全知名单", en="All-knowing list"),
}


def write_report(
    report: Mapping[str, Any],
    points: Mapping[str, pd.DataFrame],
    trained: Trained,
    material: Material,
    path: Path,
) -> None:
    """Write the report of an evaluation (`report` as in evaluation.json, `points` for the scatter plots)."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(["j2", "html"]), undefined=StrictUndefined
    )
    bars = [bar | {"sentence": sentences.of_bar(bar, report)} for bar in report["bars"]]
    text = environment.get_template("evaluation.html.j2").render(
        report=report,
        plots=drawn(report, points, trained, material),
        summary=sentences.summary(report),
        cautions=sentences.cautions(report),
        bars=bars,
        labels=labels(),
        risk_metrics=list(of_kind(Judges.RISK).values()),
        index_metrics=list(of_kind(Judges.INDEX).values()),
        index_names=[n for n in labels() if n in report["poverty_index"]],
        number=sentences.number,
        percent=sentences.percent,
    )
    write_text(text, path)


def labels() -> dict[str, Text]:
    """Words for the model, its twin, the oracle and every baseline."""
    return (
        OWN_LABELS
        | {n: b.label for n, b in BASELINES.items()}
        | {n: b.label for n, b in INDEX_BASELINES.items() if n not in BASELINES}
    )


def drawn(
    report: Mapping[str, Any], points: Mapping[str, pd.DataFrame], trained: Trained, material: Material
) -> dict[str, Any]:
    """Every plot, as text that stands in the page."""
    explained = material.matrix(points["risk"].head(EXPLAINED_ROWS))
    side = {
        f"side_{key}": plots.side_by_side(report, group, metric, zh, en)
        for key, group, metric, zh, en in (
            ("precision", "all", "precision_at", "名单精确率", "Precision of the list"),
            ("ap", "all", "average_precision", "平均精确率", "Average precision"),
            ("auc_return", "return", "auc", "AUC", "AUC"),
            ("auc_entry", "entry", "auc", "AUC", "AUC"),
        )
        if MODEL in report["return_risk"][group]
    }
    return {
        "side_auc_return": "",
        "side_auc_entry": "",
        "calibration": plots.calibration(report),
        "precision": plots.by_length(report, "precision", "精确率", "Precision"),
        "recall": plots.by_length(report, "recall", "召回率", "Recall"),
        "lift": plots.by_length(report, "lift", "提升倍数", "Lift"),
        "of_oracle": plots.of_oracle(report),
        "index_found": plots.index_against(points["index"], "outcome", "之后的评估得分", "Next assessment"),
        "index_true": plots.index_against(points["index"], "true_index", "预设的真实指数", "Planted index"),
        "by_band": plots.by_band(report),
        "lead_time": plots.lead_time(report),
        "by_date": plots.by_date(report),
        "churn": plots.churn(report),
        "contributions": plots.contributions(trained, explained),
    } | side
