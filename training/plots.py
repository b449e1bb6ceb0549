"""The plots of the evaluation report; each takes figures of evaluation.json and gives SVG or an inlined picture."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.bands import Band
from models.baselines import BASELINES
from training.drawing import MODEL_COLOUR, ORACLE_COLOUR, OTHERS, canvas, png, said, svg, words
from training.judge import MODEL, WITHOUT_MONEY

Report = Mapping[str, Any]


def name_of(name: str) -> str:
    """What a plot calls the model or a baseline."""
    if name == MODEL:
        return words("本模型", "This model")
    if name == WITHOUT_MONEY:
        return words("本模型（不看金额）", "Without money")
    return said(BASELINES[name].label) if name in BASELINES else name


def calibration(report: Report) -> str:
    """Said against found, by tenths."""
    with canvas(5.2, 4.2) as (figure, axes):
        top = 0.0
        for (name, points), colour in zip(
            report["curves"]["calibration"].items(), (MODEL_COLOUR, OTHERS[0]), strict=False
        ):
            rows = pd.DataFrame(points)
            if len(rows):
                spread = [rows["found"] - rows["low"], rows["high"] - rows["found"]]
                axes.errorbar(
                    rows["said"], rows["found"], yerr=np.abs(spread), fmt="o-", ms=4, color=colour, label=name_of(name)
                )
                top = max(top, rows["high"].max(), rows["said"].max())
        axes.plot([0, top], [0, top], color="#999", lw=1, ls="--")
        axes.set_xlabel(words("说的概率（十等分）", "Probability said (tenths)"))
        axes.set_ylabel(words("实际发生的比例", "Share found"))
        axes.legend()
        return svg(figure)


def by_length(report: Report, what: str, zh: str, en: str) -> str:
    """Precision, recall or lift against the length of the list."""
    rows = pd.DataFrame(report["curves"]["by_length"])
    with canvas(6.2, 4.2) as (figure, axes):
        colours = iter(OTHERS)
        for name, some in rows.groupby("name", sort=False):
            mine = name == MODEL
            colour = MODEL_COLOUR if mine else next(colours)
            axes.plot(
                100 * some["share"],
                some[what],
                "o-",
                ms=3,
                lw=2.4 if mine else 1.2,
                color=colour,
                label=name_of(str(name)),
            )
        planted = report.get("planted")
        if what == "precision" and planted:
            oracle = pd.DataFrame(planted["by_length"])
            label = words("全知名单", "All-knowing list")
            axes.plot(100 * oracle["share"], oracle["oracle"], ls=":", color=ORACLE_COLOUR, label=label)
        axes.set_xscale("log")
        axes.set_xticks([0.25, 0.5, 1, 2, 5, 10, 20], ["0.25", "0.5", "1", "2", "5", "10", "20"])
        axes.set_xlabel(words("名单长度（占户数的百分比）", "Length of the list (% of households)"))
        axes.set_ylabel(words(zh, en))
        axes.legend(fontsize=8)
        return svg(figure)


def of_oracle(report: Report) -> str:
    """The share of an all-knowing list's gain, by length."""
    if not report.get("planted"):
        return ""
    rows = pd.DataFrame(report["planted"]["by_length"])
    with canvas() as (figure, axes):
        axes.plot(100 * rows["share"], 100 * rows["of_oracle"], "o-", color=MODEL_COLOUR)
        axes.set_ylim(0, 100)
        axes.set_xlabel(words("名单长度（占户数的百分比）", "Length of the list (% of households)"))
        axes.set_ylabel(words("达到全知名单增益的百分比", "% of the all-knowing list's gain"))
        return svg(figure)


def index_against(points: pd.DataFrame, column: str, zh: str, en: str) -> str:
    """Predicted index against what was found, or planted."""
    rows = points[points[column].notna()] if column in points else points.head(0)
    if rows.empty:
        return ""
    with canvas(4.8, 4.6) as (figure, axes):
        axes.plot([0, 100], [0, 100], color="#999", lw=1, ls="--")
        axes.scatter(rows[column], rows[f"index__{MODEL}"], s=5, alpha=0.25, color=MODEL_COLOUR, linewidths=0)
        for cut in (60, 80):
            axes.axvline(cut, color="#bbb", lw=0.8)
            axes.axhline(cut, color="#bbb", lw=0.8)
        low = max(0.0, float(np.nanquantile(rows[column], 0.005)) - 5)
        axes.set_xlim(low, 101)
        axes.set_ylim(low, 101)
        axes.set_xlabel(words(zh, en))
        axes.set_ylabel(words("预测的贫困指数", "Predicted poverty index"))
        return png(figure)


def by_band(report: Report) -> str:
    """Risk said and falls found, by band of the index."""
    rows = pd.DataFrame(report["curves"]["by_band"])
    with canvas(5.6, 3.6) as (figure, axes):
        place = np.arange(len(rows))
        spread = np.abs([rows["found"] - rows["low"], rows["high"] - rows["found"]])
        axes.bar(place - 0.2, 100 * rows["said"], 0.38, color=OTHERS[0], label=words("说的风险", "Risk said"))
        label = words("实际发生", "Found")
        axes.bar(place + 0.2, 100 * rows["found"], 0.38, yerr=100 * spread, color=MODEL_COLOUR, label=label)
        names = [f"{said(Band(b).label)}\nn={n:,}" for b, n in zip(rows["band"], rows["n"], strict=True)]
        axes.set_xticks(place, names)
        axes.set_ylabel("%")
        axes.legend()
        return svg(figure)


def lead_time(report: Report) -> str:
    """The share of falls that were listed, by months between list and fall."""
    rows = pd.DataFrame(report["list"]["lead_time"]["by_months_ahead"])
    if rows.empty:
        return ""
    with canvas(5.6, 3.4) as (figure, axes):
        axes.bar(rows["months"].astype(str), 100 * rows["recall"], color=MODEL_COLOUR, width=0.7)
        for month, recall, falls in zip(rows["months"].astype(str), rows["recall"], rows["falls"], strict=True):
            axes.annotate(f"n={falls}", (month, 100 * recall), ha="center", va="bottom", fontsize=8, color="#555")
        axes.set_xlabel(words("名单日期之后第几个月致贫返贫", "Months from the list to the fall"))
        axes.set_ylabel(words("已在名单上的百分比", "% that stood on the list"))
        return svg(figure)


def by_date(report: Report) -> str:
    """AUC of the model and some baselines, date by date."""
    rows = report["by_date"]
    with canvas(6.2, 3.4) as (figure, axes):
        names = [n for n in report["names"] if n != "random"]
        colours = iter(OTHERS)
        for name in names:
            mine = name == MODEL
            values = [np.nan if r[name]["auc"] is None else r[name]["auc"] for r in rows]
            colour = MODEL_COLOUR if mine else next(colours, "#999")
            axes.plot(
                [r["as_of"] for r in rows], values, "o-", ms=4, lw=2.4 if mine else 1, color=colour, label=name_of(name)
            )
        axes.set_ylabel("AUC")
        axes.tick_params(axis="x", rotation=30)
        axes.legend(fontsize=8, bbox_to_anchor=(1.01, 1), loc="upper left")
        return svg(figure)


def churn(report: Report) -> str:
    """How much of each week's list stood on the one before."""
    rows = report["stability"]
    if not rows:
        return ""
    with canvas(6.2, 3.0) as (figure, axes):
        axes.bar([r["as_of"][5:] for r in rows], [100 * r["stayed"] for r in rows], color=OTHERS[0], width=0.6)
        axes.set_ylim(0, 100)
        axes.set_ylabel(words("上周已在名单的%", "% on the list before"))
        return svg(figure)


def side_by_side(report: Report, group: str, metric: str, zh: str, en: str) -> str:
    """A metric of the model and of every baseline with its interval."""
    part = report["return_risk"][group]
    names = [n for n in report["names"] if part.get(n, {}).get(metric, {}).get("value") is not None]
    with canvas(6.0, 0.36 * len(names) + 1.0) as (figure, axes):
        for row, name in enumerate(reversed(names)):
            one = part[name][metric]
            colour = MODEL_COLOUR if name == MODEL else OTHERS[0]
            if one["low"] is not None:
                axes.plot([one["low"], one["high"]], [row, row], color=colour, lw=2)
            axes.plot(one["value"], row, "o", color=colour, ms=6)
        axes.set_yticks(range(len(names)), [name_of(n) for n in reversed(names)])
        axes.set_xlabel(words(zh, en))
        return svg(figure)


def contributions(trained: Any, matrix: pd.DataFrame) -> dict[str, list[str]]:
    """shap's beeswarm and dependence plots for both models."""
    from matplotlib import pyplot as plt

    from models.contributions import as_explanation
    from models.shap_plots import beeswarm, dependence
    from training.drawing import style

    made = {}
    language = words("zh", "en")
    for part, model, zh, en in (
        ("return_risk", trained.risk, "对返贫风险原始分的贡献", "Contribution to the raw return risk"),
        ("poverty_index", trained.index, "对贫困指数的贡献（分）", "Contribution to the poverty index (points)"),
    ):
        values, base = model.contributions(matrix)
        explanation = as_explanation(values, base, matrix, language)
        with plt.rc_context(style()):
            figures = [beeswarm(explanation, "", words(zh, en)), dependence(explanation, "", words(zh, en))]
            made[part] = [png(figure) for figure in figures]
            plt.close("all")
    return made
