"""What the models were asked to reach, each bar with its source; the report says of each whether it was met."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from features.text import Text
from models.baselines import SIMPLER

DECISIONS, NEXT_VISIT, ANY = "decisions", "next_visit", "any"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A figure of evaluation.json (`figure`, a dotted path) that must lie within `at_least` and `at_most`.

    `outcome` says for which sources it holds (`features.records.Source.outcome`, or any).
    """

    name: str
    outcome: str
    label: Text
    figure: str
    at_least: float | None = None
    at_most: float | None = None
    source: str = "asked of the first release"

    def value(self, evaluation: Mapping[str, Any]) -> float | None:
        """The figure; None if the evaluation could not give it."""
        found: Any = evaluation
        for step in self.figure.split("/"):
            found = found.get(step) if isinstance(found, Mapping) else None
        return None if found is None else float(found)

    def met(self, value: float | None) -> bool | None:
        """Whether the bar is met; None if there is no figure."""
        if value is None:
            return None
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    @property
    def asked(self) -> str:
        """The bounds, as 0.8–1.2, ≥ 1.5 or ≤ 0."""
        if self.at_least is not None and self.at_most is not None:
            return f"{self.at_least:g}–{self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


def _ahead(group: str, other: str, by: float, zh: str, en: str) -> Bar:
    return Bar(
        name=f"{group}_auc_above_{other}",
        outcome=NEXT_VISIT,
        label=Text(zh=f"{zh}AUC高出{_ZH[other]}", en=f"{en}: AUC above {_EN[other]}"),
        figure=f"return_risk/{group}/auc_above/{other}/value",
        at_least=by,
    )


_ZH = {"logistic": "逻辑回归（十项）", "income_to_line": "收入与线之比", "carried_forward": "上次评估沿用"}
_EN = {"logistic": "logistic (ten)", "income_to_line": "income to line", "carried_forward": "carried forward"}

BARS = (
    Bar(
        name="precision_over_threshold_rules",
        outcome=DECISIONS,
        label=Text(zh="名单精确率是阈值规则的倍数", en="Precision of the list, times the threshold rules'"),
        figure="list/over_threshold_rules/value",
        at_least=1.5,
    ),
    Bar(
        name="precision_over_threshold_rules_low",
        outcome=DECISIONS,
        label=Text(zh="上一项区间下界", en="lower bound of that"),
        figure="list/over_threshold_rules/low",
        at_least=1.0,
    ),
    Bar(
        name="precision_over_best_rival",
        outcome=DECISIONS,
        label=Text(zh="名单精确率是最好的其他基线的倍数", en="Precision of the list, times the best other baseline's"),
        figure="list/over_best_rival/value",
        at_least=1.2,
    ),
    Bar(
        name="precision_over_best_rival_low",
        outcome=DECISIONS,
        label=Text(zh="上一项区间下界", en="lower bound of that"),
        figure="list/over_best_rival/low",
        at_least=1.0,
    ),
    Bar(
        name="auc_above_simpler",
        outcome=ANY,
        label=Text(
            zh="AUC高出更简单的模型（逻辑回归，全部指标）：区间下界",
            en="AUC above the simpler model (logistic, all features): lower bound",
        ),
        figure=f"return_risk/all/auc_above/{SIMPLER}/low",
        at_least=0.0,
        source="decision 0006",
    ),
    Bar(
        name="observed_over_expected",
        outcome=DECISIONS,
        label=Text(zh="名单内实际/预期", en="Observed over expected among the listed"),
        figure="return_risk/all/model/observed_over_expected/value",
        at_least=0.8,
        at_most=1.25,
    ),
    Bar(
        name="calibration_slope",
        outcome=ANY,
        label=Text(zh="校准斜率", en="Calibration slope"),
        figure="return_risk/all/model/calibration_slope/value",
        at_least=0.8,
        at_most=1.2,
    ),
    Bar(
        name="interval_coverage",
        outcome=DECISIONS,
        label=Text(zh="贫困指数80%区间覆盖率", en="Coverage of the index's 80 % interval"),
        figure="poverty_index/model/interval_coverage/value",
        at_least=0.77,
        at_most=0.83,
    ),
    Bar(
        name="index_below_carried_forward",
        outcome=ANY,
        label=Text(zh="指数误差减去上次评估沿用的误差", en="Index error less that of carrying forward"),
        figure="poverty_index/mae_less/carried_forward/value",
        at_most=0.0,
    ),
    Bar(
        name="index_below_income_to_line",
        outcome=ANY,
        label=Text(zh="指数误差减去收入与线之比的误差", en="Index error less that of income to line"),
        figure="poverty_index/mae_less/income_to_line/value",
        at_most=0.0,
    ),
    Bar(
        name="contributions",
        outcome=ANY,
        label=Text(zh="贡献值之和与原始分的最大差", en="Largest gap between contributions and raw score"),
        figure="contributions_max_error",
        at_most=1e-9,
    ),
    _ahead("return", "logistic", 0.03, "返贫：", "Return"),
    _ahead("return", "income_to_line", 0.06, "返贫：", "Return"),
    _ahead("entry", "logistic", 0.02, "致贫：", "Entry"),
    _ahead("entry", "income_to_line", 0.05, "致贫：", "Entry"),
    Bar(
        name="ece",
        outcome=NEXT_VISIT,
        label=Text(zh="返贫：校准误差", en="Return: calibration error"),
        figure="return_risk/return/model/ece/value",
        at_most=0.02,
    ),
    Bar(
        name="return_calibration_slope",
        outcome=NEXT_VISIT,
        label=Text(zh="返贫：校准斜率", en="Return: calibration slope"),
        figure="return_risk/return/model/calibration_slope/value",
        at_least=0.8,
        at_most=1.2,
    ),
)


def judged_bars(evaluation: Mapping[str, Any], outcome: str) -> list[dict[str, Any]]:
    """Every bar that holds for a source, with its figure and whether it is met."""
    found = []
    for bar in BARS:
        if bar.outcome in (ANY, outcome):
            value = bar.value(evaluation)
            found.append(
                {"name": bar.name, "zh": bar.label.zh, "en": bar.label.en, "asked": bar.asked, "value": value}
                | {"met": bar.met(value), "figure": bar.figure, "source": bar.source}
            )
    return found
