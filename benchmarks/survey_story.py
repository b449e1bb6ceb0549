"""What became of the survey year by year, told in sentences, tables and two plots: benchmarks/survey_years.md."""

import json
from pathlib import Path
from typing import Any

from benchmarks.measuring import write_page
from features.text import Text
from training.drawing import MODEL_COLOUR, ORACLE_COLOUR, OTHERS, style, svg, words

Year = dict[str, Any]
Years = list[Year]
EXCERPT = Path(__file__).with_name("survey_years.json")
PLOTS = Path(__file__).parent.parent / "docs" / "images"
SPEAKERS = {
    "model": Text(zh="每年重训", en="retrained each year"),
    "never": Text(zh="2006年后不再重训", en="never retrained"),
    "logistic": Text(zh="逻辑回归（十个特征）", en="logistic, ten features"),
    "logistic_all": Text(zh="逻辑回归（全部特征）", en="logistic, all features"),
    "income_to_line": Text(zh="收入与线之比", en="income to line"),
}
COLOURS = dict(zip(SPEAKERS, (MODEL_COLOUR, ORACLE_COLOUR, *OTHERS), strict=False))
GROUPS = {"return": Text(zh="返贫", en="Return"), "entry": Text(zh="致贫", en="Entry")}
NAMED = 3
BOTH = ("model", "never")
PLOTTED = {
    "auc": Text(zh="AUC", en="AUC"),
    "ece": Text(zh="校准误差", en="calibration error"),
}


def write_story(found: Years, before: dict[int, Any]) -> None:
    """Write the page, its plots and the excerpt that the notebook reads."""
    plots = {name: _plotted(found, name) for name in PLOTTED}
    for name, picture in plots.items():
        (PLOTS / f"survey-{name.replace('_', '-')}.svg").write_text(picture, encoding="utf-8")
    EXCERPT.write_text(json.dumps(excerpt(found), indent=1) + "\n", encoding="utf-8")
    lines = [*CAUTION, "", *_visited(found, before), "", *_told(found), ""]
    for group, label in GROUPS.items():
        lines += [f"## {label.zh} {label.en}", "", *_table(found, group), ""]
    lines += [f"![](../docs/images/survey-{name.replace('_', '-')}.svg)" for name in plots]
    command = "python -m benchmarks.survey_years --folder FOLDER --work FOLDER"
    write_page("survey_years", "The survey year by year, 2003-2011", command, lines)


CAUTION = [
    "Real households of Argentina's EPH panel: not China, not rural, no medical bills. *Return*: poor at an earlier",
    "visit, not at this one; *entry*: never seen poor. Fallen is who is poor at the next visit. 95 % intervals by",
    "household. Of those first visited in 2011 no *return* is settled before the panel ends.",
]


def _visited(found: Years, before: dict[int, Any]) -> list[str]:
    everybody = before | {y["year"]: y["visited"] for y in found}
    years = sorted(everybody)
    return [
        "| | " + " | ".join(map(str, years)) + " |",
        "|---" * (len(years) + 1) + "|",
        "| 走访 visits | " + " | ".join(f"{everybody[y]['visits']:,}" for y in years) + " |",
        "| 贫困 poor | " + " | ".join(f"{everybody[y]['poor']:.1%}" for y in years) + " |",
        "| 福利中位数（线） median welfare, lines | "
        + " | ".join(f"{everybody[y]['welfare']:.2f}" for y in years)
        + " |",
    ]


def _told(found: Years) -> list[str]:
    """The story: two sentences a year, Chinese first."""
    lines = []
    for year in found:
        one = _sentence(year)
        lines += [f"**{year['year']}** {one.zh}", "", one.en, ""]
    last = _summed(found)
    return [*lines, last.zh, "", last.en]


def _sentence(year: Year) -> Text:
    moved = year["moved"]
    far_zh = "、".join(f["zh"] for f in moved["farthest"][:NAMED]) or "无"
    far_en = "; ".join(f["en"].lower() for f in moved["farthest"][:NAMED]) or "none"
    parts = [_of_group(label, year["groups"][group]) for group, label in GROUPS.items()]
    return Text(
        zh=f"{moved['known']}个特征中{moved['far']}个远离2006年所学，最远：{far_zh}。"
        + "；".join(p.zh for p in parts)
        + "。",
        en=f"{moved['far']} of {moved['known']} features lie far from what 2006's model learnt, foremost {far_en}. "
        + "; ".join(p.en for p in parts)
        + ".",
    )


def _of_group(label: Text, one: Year) -> Text:
    gain, rate = one["auc_above"]["never"], one["base_rate"]["value"]
    off = {n: one[n]["ece"]["value"] for n in BOTH}
    span = f"{gain['value']:+.3f} ({gain['low']:+.3f} to {gain['high']:+.3f})"
    return Text(
        zh=f"{label.zh}：下次贫困{rate:.1%}，重训使AUC变化{span}，校准误差由{off['never']:.3f}变为{off['model']:.3f}",
        en=f"{label.en.lower()}: {rate:.1%} poor at the next visit, retraining changed the AUC by {span} and the "
        f"calibration error from {off['never']:.3f} to {off['model']:.3f}",
    )


def _summed(found: Years) -> Text:
    """All years after the first, in a sentence that follows from the figures."""
    parts = [_over_years(label, [y["groups"][group] for y in found[1:]]) for group, label in GROUPS.items()]
    return Text(
        zh="合计（每年重训对不再重训）——" + "；".join(p.zh for p in parts) + "。",
        en="In all, retraining every year against never: " + "; ".join(p.en for p in parts) + ".",
    )


def _over_years(label: Text, later: Years) -> Text:
    gains = [one["auc_above"]["never"] for one in later]
    clear, mean = sum(g["low"] > 0 for g in gains), sum(g["value"] for g in gains) / max(len(gains), 1)
    off = {n: sum(one[n]["ece"]["value"] for one in later) / max(len(later), 1) for n in BOTH}
    return Text(
        zh=f"{label.zh}：AUC平均变化{mean:+.3f}，{len(gains)}年中{clear}年超出偶然，"
        f"平均校准误差由{off['never']:.3f}变为{off['model']:.3f}",
        en=f"{label.en.lower()}: AUC {mean:+.3f} on average, beyond chance in {clear} of {len(gains)} years, mean "
        f"calibration error from {off['never']:.3f} to {off['model']:.3f}",
    )


def _table(found: Years, group: str) -> list[str]:
    """A row a year: rows, base rate, every AUC, and calibration of both models."""
    heads = ["", "n", "base rate", *(f"AUC, {t.en}" for t in SPEAKERS.values())]
    heads += [f"{what}, {SPEAKERS[n].en}" for what in ("calibration error", "calibration slope") for n in BOTH]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for year in found:
        one = year["groups"][group]
        cells = [str(year["year"]), f"{one['n']:,}", f"{one['base_rate']['value']:.3f}"]
        cells += [_shown(one[n]["auc"]) for n in SPEAKERS]
        cells += [_shown(one[n][what]) for what in ("ece", "calibration_slope") for n in BOTH]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _shown(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return "–"
    return f"{figure['value']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})"


def excerpt(found: Years) -> list[dict[str, Any]]:
    """What notebook 07 shows: by year and group the figures of both models and of the logistic."""
    return [_kept(year, group) for year in found for group in GROUPS]


def _kept(year: Year, group: str) -> dict[str, Any]:
    one = year["groups"][group]
    figures = {f"{k}, {SPEAKERS[n].en}": one[n][k]["value"] for n in list(SPEAKERS)[:3] for k in ("auc", "ece")}
    base = {"base rate": one["base_rate"]["value"], "features far": year["moved"]["far"]}
    return {"year": year["year"], "group": group} | base | figures


def _plotted(found: Years, figure: str) -> str:
    """A line per speaker over the years, return beside entry, with the intervals of the two models."""
    from matplotlib import pyplot as plt

    with plt.rc_context(style()):
        picture, both = plt.subplots(1, 2, figsize=(10.0, 3.6))
        for axes, (group, label) in zip(both, GROUPS.items(), strict=True):
            for name in SPEAKERS if figure == "auc" else BOTH:
                _line(axes, found, group, name, figure)
            axes.set_title(words(f"{label.zh}：{PLOTTED[figure].zh}", f"{label.en}: {PLOTTED[figure].en}"))
            axes.set_xticks([y["year"] for y in found])
        both[0].legend(fontsize=8)
        drawn = svg(picture)
        plt.close(picture)
    return drawn


def _line(axes: Any, found: Years, group: str, name: str, figure: str) -> None:
    said = [y["groups"][group][name][figure] for y in found]
    years, values = [y["year"] for y in found], [s["value"] for s in said]
    axes.plot(years, values, marker="o", color=COLOURS[name], label=words(SPEAKERS[name].zh, SPEAKERS[name].en))
    if name in BOTH:
        low, high = [s["low"] for s in said], [s["high"] for s in said]
        axes.fill_between(years, low, high, color=COLOURS[name], alpha=0.12, linewidth=0)
