"""What the figures mean, in sentences made from the figures; nothing here is written beforehand but the words."""

from collections.abc import Mapping
from typing import Any

from features.text import Text
from models.baselines import BASELINES

Figure = Mapping[str, Any] | None
FEW_FALLS = 100  # with fewer falls among the judged the intervals are wide and the sentence says so


def number(figure: Figure, digits: int = 3) -> str:
    """A figure with its interval.

    >>> number({"value": 0.25, "low": 0.2, "high": 0.3}, 2)
    '0.25 (0.20–0.30)'
    """
    if not figure or figure.get("value") is None:
        return "–"
    value = f"{figure['value']:.{digits}f}"
    if figure.get("low") is None:
        return value
    return f"{value} ({figure['low']:.{digits}f}–{figure['high']:.{digits}f})"


def percent(figure: Figure) -> str:
    """A share with its interval in per cent.

    >>> percent({"value": 0.251, "low": 0.2, "high": 0.3})
    '25.1% (20.0–30.0%)'
    """
    if not figure or figure.get("value") is None:
        return "–"
    value = f"{100 * figure['value']:.1f}%"
    if figure.get("low") is None:
        return value
    return f"{value} ({100 * figure['low']:.1f}–{100 * figure['high']:.1f}%)"


def summary(report: Mapping[str, Any]) -> list[Text]:
    """The three or four sentences that a reader in a hurry needs."""
    part = report["return_risk"]["all"]
    if "model" not in part:
        return [
            Text(
                zh="检验期内没有可用的结果，无法评估。",
                en="No outcome was settled on the judged dates: nothing can be said.",
            )
        ]
    found = [_precision(report, part), _against(report), _calibrated(report, part)]
    if report.get("planted"):
        found.append(_oracle(report["planted"]))
    return [one for one in found if one is not None]


def _precision(report: Mapping[str, Any], part: Mapping[str, Any]) -> Text:
    model, rules = part["model"], part.get("threshold_rules", {})
    chance, k, dates = part["base_rate"], report["list"]["k"], len(report["judged_on"])
    return Text(
        zh=f"在{dates}个检验日期上共列出{k}户，其中{percent(model['precision_at'])}在{report['horizon_months']}个月内（或下次访问时）"
        f"确实致贫返贫；同样数量下，现行阈值规则为{percent(rules.get('precision_at'))}，随机为{percent(chance)}。"
        f"名单找到了全部致贫返贫户的{percent(model['recall_at'])}。",
        en=f"On {dates} judged dates {k} households were listed; "
        f"{percent(model['precision_at'])} of them did fall within "
        f"{report['horizon_months']} months (or by the next visit). At equal volume today's threshold rules reach "
        f"{percent(rules.get('precision_at'))}, chance {percent(chance)}. The list held "
        f"{percent(model['recall_at'])} of all households that fell.",
    )


def _against(report: Mapping[str, Any]) -> Text | None:
    said = [_beside(report["list"].get(one)) for one in ("over_best_rival", "over_simpler")]
    found = [s for s in said if s is not None]
    return Text(zh="".join(s.zh for s in found), en=" ".join(s.en for s in found)) if found else None


def _beside(rival: Mapping[str, Any] | None) -> Text | None:
    """How precise the list is beside another, and whether the difference can be relied on."""
    if not rival or rival.get("value") is None:
        return None
    baseline = BASELINES[rival["to"]]
    ahead = rival["low"] is not None and rival["low"] > 1
    zh = "更准" if ahead else "差别可能是偶然，不能说更准"
    en = "better" if ahead else "a difference that may be chance"
    which_zh, which_en = (
        ("更简单的模型", "the simpler model") if baseline.simpler else ("最好的其他基线", "the best other baseline")
    )
    return Text(
        zh=f"名单精确率是{which_zh}（{baseline.label.zh}）的{number(rival, 2)}倍：{zh}。",
        en=f"The list is {number(rival, 2)} times as precise as {which_en} ({baseline.label.en}): {en}.",
    )


def _calibrated(report: Mapping[str, Any], part: Mapping[str, Any]) -> Text:
    model = part["model"]
    return Text(
        zh=f"概率可信度：校准斜率{number(model['calibration_slope'], 2)}（1为正确），名单内实际/预期"
        f"{number(model['observed_over_expected'], 2)}，校准误差{number(model['ece'], 4)}。",
        en=f"Trust in the probabilities: calibration slope {number(model['calibration_slope'], 2)} (1 is right), "
        f"observed over expected among the listed {number(model['observed_over_expected'], 2)}, calibration error "
        f"{number(model['ece'], 4)}.",
    )


def _oracle(planted: Mapping[str, Any]) -> Text:
    share = planted["share_of_oracle"]
    return Text(
        zh=f"这是虚构县，真实风险已知：全知名单的精确率为{100 * share['oracle']:.1f}%，"
        f"本名单达到其超出随机部分的{percent(share)}。",
        en=f"The county is invented and its true risks are known: an all-knowing list reaches "
        f"{100 * share['oracle']:.1f} %, and this list reaches {percent(share)} of its gain over chance.",
    )


def of_bar(bar: Mapping[str, Any], report: Mapping[str, Any]) -> Text:
    """Whether a bar was met, and if not, by how much and what the figures say about why."""
    if bar["value"] is None:
        return Text(zh="没有数据可以判断。", en="There is no figure to judge it by.")
    value = f"{bar['value']:.3g}"
    if bar["met"]:
        return Text(zh=f"达到：{value}（要求{bar['asked']}）。", en=f"Met: {value} (asked {bar['asked']}).")
    why = _why(bar, report)
    return Text(
        zh=f"未达到：{value}（要求{bar['asked']}）。{why.zh}", en=f"Missed: {value} (asked {bar['asked']}). {why.en}"
    )


def _why(bar: Mapping[str, Any], report: Mapping[str, Any]) -> Text:
    """What the figures themselves say about a missed bar: uncertainty, a strong rival, drift, or nothing."""
    figure = _figure(report, bar["figure"])
    if bar["figure"].startswith("list/") and bar["figure"].endswith("/low"):
        return Text(
            zh=f"区间下界低于1：检验中的{_falls(report)}次致贫返贫还不足以断定名单确实更准。",
            en=f"The interval reaches below 1: {_falls(report)} falls do not suffice to call the list better.",
        )
    if bar["name"] == "auc_above_simpler":
        return Text(
            zh="提升树未被证明优于更简单的模型：应考虑采用后者。",
            en="The trees are not shown to be better than the simpler model: consider shipping that one.",
        )
    falls = _falls_behind(bar, report)
    if _within(figure, bar["asked"]):
        return Text(
            zh=f"该组检验中有{falls}次致贫返贫，区间{figure['low']:.3g}–{figure['high']:.3g}包含要求值，不能断定真的没有达到。",
            en=f"It is judged by {falls} falls; the interval {figure['low']:.3g}–{figure['high']:.3g} holds the value "
            "asked, so a true miss cannot be told from chance.",
        )
    if bar["name"].startswith(("precision_over", "return_auc", "entry_auc")):
        return Text(
            zh="差距是真实的：在这些记录上，更简单的方法已接近能达到的水平；若差距不大，应采用更简单的模型。",
            en="The gap is real: on these records a simpler method comes near what can be reached; where the margin is "
            "small, the simpler model should be used.",
        )
    if "slope" in bar["name"] or "expected" in bar["name"] or "coverage" in bar["name"] or bar["name"] == "ece":
        return Text(
            zh="偏差超出抽样误差：检验期与校准期的情况不同（见逐日期表的发生率），或校准样本过少。",
            en="The deviation exceeds chance: the judged period differs from the calibrating one (see the base rates "
            "by date), or too little was calibrated on.",
        )
    return Text(zh="差距超出抽样误差。", en="The gap exceeds chance.")


def _figure(report: Mapping[str, Any], path: str) -> dict[str, Any]:
    found: Any = report
    for step in path.removesuffix("/value").removesuffix("/low").split("/"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, dict) else {}


def _within(figure: Mapping[str, Any], asked: str) -> bool:
    if figure.get("low") is None or figure.get("high") is None:
        return False
    bounds = [float(b) for b in asked.strip("≥≤ ").split("–")]
    return any(figure["low"] <= b <= figure["high"] for b in bounds)


def _falls_behind(bar: Mapping[str, Any], report: Mapping[str, Any]) -> int:
    """The falls that a bar's figure rests on: those of its own group, if it is about one."""
    group = bar["figure"].split("/")[1] if bar["figure"].startswith("return_risk/") else "all"
    rows = report.get("return_risk", {}).get(group, {})
    if group == "all" or not rows.get("base_rate"):
        return _falls(report)
    return round(rows["n_test"] * rows["base_rate"]["value"])


def _falls(report: Mapping[str, Any]) -> int:
    return sum(row["falls"] for row in report["by_date"])


def cautions(report: Mapping[str, Any]) -> list[Text]:
    """What whoever reads the figures must know: the source's caution, a search cut short, few falls, rows left out."""
    found = []
    source, left = report["source"], report["left_out"]
    searches = report["search"].values()
    if any(search["cut_short"] for search in searches):
        made, asked = (sum(search[n] for search in searches) for n in ("made", "asked"))
        found.append(
            Text(
                zh=f"参数搜索因时间限制只做了{asked}次试验中的{made}次：在另一台机器上同一种子可能得到不同的模型。",
                en=f"The time limit cut the search for parameters short, after {made} of {asked} trials: on another "
                "machine the same seed may give another model.",
            )
        )
    if source["caution_zh"] and source["caution_en"]:
        found.append(Text(zh=source["caution_zh"], en=source["caution_en"]))
    if _falls(report) < FEW_FALLS:
        found.append(
            Text(
                zh=f"检验中只有{_falls(report)}次致贫返贫，区间很宽；单个数字不宜引用。",
                en=f"Only {_falls(report)} falls were judged: intervals are wide; no single figure should be quoted.",
            )
        )
    if left.get("helped"):
        found.append(
            Text(
                zh=f"{left['helped']}个户次因已得到帮扶且未致贫而不计入（帮扶可能正是原因）。",
                en=f"{left['helped']} rows are left out because help was given and the household did not fall: "
                "the help may be why.",
            )
        )
    if source["outcome"] == "decisions":
        found.append(
            Text(
                zh="结果是县里认定的，不是真实发生的：没有被发现的致贫返贫在这里算作没有发生。",
                en="Outcomes are the county's decisions, not what truly happened: a fall nobody found counts as none.",
            )
        )
    return found
