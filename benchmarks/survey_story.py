"""What became of the survey year by year, told in sentences, tables and two plots: benchmarks/survey_years.md."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.measuring import write_page
from features.text import Text
from training.drawing import MODEL_COLOUR, ORACLE_COLOUR, OTHERS, style, svg, words

Year = dict[str, Any]
Years = list[Year]
EXCERPT = Path(__file__).with_name("survey_years.json")
PLOTS = Path(__file__).parent.parent / "docs" / "images"
SPEAKERS = {
    "model": Text(zh="每年重训", en="retrained each year"),
    "never": Text(zh="2005年后不再重训", en="never retrained since 2005"),
    "logistic": Text(zh="逻辑回归（十个特征）", en="logistic, ten features"),
    "logistic_all": Text(zh="逻辑回归（全部特征）", en="logistic, all features"),
    "income_to_line": Text(zh="收入与线之比", en="income to line"),
}
COLOURS = dict(zip(SPEAKERS, (MODEL_COLOUR, ORACLE_COLOUR, *OTHERS), strict=False))
GROUPS = {"return": Text(zh="返贫", en="Return"), "entry": Text(zh="致贫", en="Entry")}
BOTH = ("model", "never")
FIGURES = {
    "auc": Text(zh="AUC", en="AUC"),
    "ece": Text(zh="校准误差", en="calibration error"),
    "calibration_slope": Text(zh="校准斜率", en="calibration slope"),
}
PLOTTED = ("auc", "ece")


def write_story(found: Years, before: dict[int, Any]) -> None:
    """Write the page, its plots and the excerpt that the notebook reads."""
    lines = [*CAUTION, *_summed(found), "", *_visited(found, before), ""]
    lines += [f"![](../docs/images/survey-{name}.svg)" for name in PLOTTED]
    lines += ["", "## 逐年 Year by year", "", *_told(found)]
    for group, label in GROUPS.items():
        for figure, said in FIGURES.items():
            lines += [f"## {label.zh}：{said.zh} {label.en}: {said.en}", "", *_table(found, group, figure), ""]
    command = "python -m benchmarks.survey_years --folder FOLDER --work FOLDER"
    fitted = ", ".join(sorted({year["commit"] for year in found}))
    write_page("survey_years", "The survey year by year, 2003-2011", command, [*lines, f"Fitted by commit {fitted}."])
    for name in PLOTTED:
        (PLOTS / f"survey-{name}.svg").write_text(_plotted(found, name), encoding="utf-8")
    EXCERPT.write_text(json.dumps(excerpt(found), indent=1) + "\n", encoding="utf-8")


CAUTION = [
    "Real households of Argentina's EPH panel: not China, not rural, no medical bills; the third quarter of 2007 is",
    "missing in the files. *Return*: poor at an earlier visit, not at this one; *entry*: never seen poor. Fallen is",
    "who is poor at the next visit. A year is told of the households first visited in it, at that year's visits;",
    "its models learnt from those first visited before. *Never retrained* is the first model, taught by 2003 and 2004.",
    "95 % intervals by household. Of those first visited in 2011 no *return* is settled before the panel ends.",
    "",
]


def _visited(found: Years, before: dict[int, Any]) -> list[str]:
    everybody = before | {y["year"]: y["visited"] for y in found}
    far = {y["year"]: f"{y['moved']['far']} / {y['moved']['known']}" for y in found}
    years = sorted(everybody)
    return [
        "| | " + " | ".join(map(str, years)) + " |",
        "|---" * (len(years) + 1) + "|",
        "| 走访 visits | " + " | ".join(f"{everybody[y]['visits']:,}" for y in years) + " |",
        "| 贫困 poor | " + " | ".join(f"{everybody[y]['poor']:.1%}" for y in years) + " |",
        "| 福利中位数（线） median welfare, lines | "
        + " | ".join(f"{everybody[y]['welfare']:.2f}" for y in years)
        + " |",
        "| 远离2004年的特征 features far from 2004 | " + " | ".join(far.get(y, "–") for y in years) + " |",
    ]


def _told(found: Years) -> list[str]:
    """A paragraph a year: Chinese, then English."""
    lines = []
    for year in found:
        one = _sentence(year)
        lines += [f"**{year['year']}** {one.zh}", "", one.en, ""]
    return lines


def _sentence(year: Year) -> Text:
    moved = year["moved"]
    most_zh = "、".join(f"{f['zh']}（均值{f['was']:.2f}→{f['is']:.2f}）" for f in moved["most"])
    most_en = "; ".join(f"{f['en'].lower()} (mean {f['was']:.2f} to {f['is']:.2f})" for f in moved["most"])
    parts = [_of_group(label, year["groups"][group]) for group, label in GROUPS.items()]
    return Text(
        zh=f"{moved['known']}个特征中{moved['far']}个远离2004年，变化最大：{most_zh}。"
        + "；".join(p.zh for p in parts)
        + "。",
        en=f"{moved['far']} of {moved['known']} features lie far from 2004. Moved most: {most_en}. "
        + "; ".join(p.en for p in parts)
        + ".",
    )


def _of_group(label: Text, one: Year) -> Text:
    """How many fell, and what retraining changed; the first year has one model only."""
    if one["base_rate"]["value"] is None:
        return Text(zh=f"{label.zh}：尚无结果", en=f"{label.en.lower()}: not settled")
    gain, rate = one["auc_above"]["never"], one["base_rate"]["value"]
    off = {n: one[n]["ece"]["value"] for n in BOTH}
    fell_zh, fell_en = f"{label.zh}：下次贫困{rate:.1%}", f"{label.en.lower()}: {rate:.1%} poor at the next visit"
    if one["never"] == one["model"]:
        auc = one["model"]["auc"]["value"]
        return Text(
            zh=f"{fell_zh}，AUC {auc:.3f}，校准误差{off['model']:.3f}",
            en=f"{fell_en}, AUC {auc:.3f}, calibration error {off['model']:.3f}",
        )
    span = f"{gain['value']:+.3f} ({gain['low']:+.3f} to {gain['high']:+.3f})"
    return Text(
        zh=f"{fell_zh}，重训使AUC变化{span}，校准误差由{off['never']:.3f}变为{off['model']:.3f}",
        en=f"{fell_en}, retraining changed the AUC by {span} and the calibration error from {off['never']:.3f} "
        f"to {off['model']:.3f}",
    )


def _summed(found: Years) -> list[str]:
    """All years after the first in two sentences that follow from the figures."""
    parts = [_over_years(label, _settled(found[1:], group)) for group, label in GROUPS.items()]
    return [
        "**每年重训，对2005年后不再重训**：" + "；".join(p.zh for p in parts) + "。",
        "",
        "**Retraining every year against never since 2005**: " + "; ".join(p.en for p in parts) + ".",
    ]


def _settled(found: Years, group: str) -> Years:
    return [y["groups"][group] for y in found if y["groups"][group]["base_rate"]["value"] is not None]


def _over_years(label: Text, later: Years) -> Text:
    gains = [one["auc_above"]["never"] for one in later]
    clear = sum(g["low"] > 0 for g in gains)
    mean = round(sum(g["value"] for g in gains) / len(gains), 3) + 0.0  # no minus zero
    off = {n: [one[n]["ece"]["value"] for one in later] for n in BOTH}
    better = sum(new < old for new, old in zip(off["model"], off["never"], strict=True))
    was, now = (sum(off[n]) / len(later) for n in ("never", "model"))
    return Text(
        zh=f"{label.zh}——AUC平均变化{mean:+.3f}，{len(gains)}年中{clear}年超出偶然；"
        f"平均校准误差由{was:.3f}变为{now:.3f}，{better}年更小",
        en=f"{label.en.lower()} – AUC {mean:+.3f} on average, beyond chance in {clear} of {len(gains)} years, mean "
        f"calibration error from {was:.3f} to {now:.3f}, smaller in {better}",
    )


def _table(found: Years, group: str, figure: str) -> list[str]:
    """A row a year: rows, base rate, and what the figure says of every speaker."""
    heads = ["", "n", "base rate", *(t.en for t in SPEAKERS.values())]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for year in found:
        one = year["groups"][group]
        cells = [str(year["year"]), f"{one['n']:,}", _shown(one["base_rate"])]
        lines.append("| " + " | ".join([*cells, *(_shown(one[n][figure]) for n in SPEAKERS)]) + " |")
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
        picture, both = plt.subplots(1, 2, figsize=(10.0, 4.0))
        for axes, (group, label) in zip(both, GROUPS.items(), strict=True):
            for name in SPEAKERS if figure == "auc" else BOTH:
                _line(axes, found, group, name, figure)
            axes.set_title(words(f"{label.zh}：{FIGURES[figure].zh}", f"{label.en}: {FIGURES[figure].en}"))
            axes.set_xticks([y["year"] for y in found])
        lines, names = both[0].get_legend_handles_labels()
        picture.legend(lines, names, loc="lower center", ncols=len(names), bbox_to_anchor=(0.5, -0.06), fontsize=9)
        drawn = svg(picture)
        plt.close(picture)
    return drawn


def _line(axes: Any, found: Years, group: str, name: str, figure: str) -> None:
    said = pd.DataFrame([y["groups"][group][name][figure] for y in found], dtype="float64")
    years = [y["year"] for y in found]
    axes.plot(years, said["value"], marker="o", color=COLOURS[name], label=words(SPEAKERS[name].zh, SPEAKERS[name].en))
    if name in BOTH:
        axes.fill_between(years, said["low"], said["high"], color=COLOURS[name], alpha=0.12, linewidth=0)
