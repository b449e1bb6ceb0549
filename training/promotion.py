"""The rule of promotion: when a challenger may take the champion's place, written down before it is judged.

A challenger may be promoted when its list is more precise by a margin, and it is no worse in calibration,
stability of the list and any estimable group, and keeps to everything a model must keep to. A person promotes
it, by name; against the rule only with a reason, which is recorded.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from features.errors import PromotionError
from features.text import Text
from training.comparison import CHALLENGER, CHAMPION

VERDICT = "retraining.json"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The margins: all as differences, challenger less champion."""

    name: str = "more precise, no worse in anything else"
    precision_gain: float = 0.01  # of the list, at the county's capacity
    precision_lower: float = -0.02  # the lower end of its paired 95 % interval may not lie below
    calibration_slack: float = 0.10  # of |log(observed / expected)|
    stability_slack: float = 0.05  # of the share of the list that stays from week to week
    group_slack: float = 0.10  # of a group's recall, where the paired interval leaves no doubt


RULE = Rule()


def judged(report: dict[str, Any], rule: Rule = RULE) -> list[dict[str, Any]]:
    """Every condition of the rule: zh, en, met (None: cannot be said), value."""
    gain, off, stay = report["precision_at"], report["calibration"], report["stability"]
    return [
        _condition(
            Text(
                zh=f"名单精确率至少高{rule.precision_gain:.0%}",
                en=f"precision at least {rule.precision_gain} higher",
            ),
            gain["value"],
            None if gain["value"] is None else gain["value"] >= rule.precision_gain,
        ),
        _condition(
            Text(zh="配对区间下限不低于容许值", en=f"lower end of its interval not below {rule.precision_lower}"),
            gain["low"],
            None if gain["low"] is None else gain["low"] >= rule.precision_lower,
        ),
        _no_worse(
            Text(
                zh="校准不更差",
                en="calibration no worse",
            ),
            off,
            rule.calibration_slack,
            lower_is_better=True,
        ),
        _no_worse(Text(zh="名单稳定性不更差", en="stability of the list no worse"), stay, rule.stability_slack),
        *(_group(one, rule) for one in report["groups"]),
        *(
            _condition(
                Text(
                    zh=f"一致性：{n}",
                    en=f"conformance: {n}",
                ),
                None,
                ok,
            )
            for n, ok in report["conformance"].items()
        ),
    ]


def _condition(words: Text, value: float | None, met: bool | None) -> dict[str, Any]:
    return {"zh": words.zh, "en": words.en, "value": value, "met": met}


def _no_worse(words: Text, both: dict[str, Any], slack: float, *, lower_is_better: bool = False) -> dict[str, Any]:
    if both[CHALLENGER] is None or both[CHAMPION] is None:
        return _condition(words, None, None)
    worse = both[CHALLENGER] - both[CHAMPION] if lower_is_better else both[CHAMPION] - both[CHALLENGER]
    return _condition(words, -worse, worse <= slack)


def _group(one: dict[str, Any], rule: Rule) -> dict[str, Any]:
    words = Text(zh=f"{one['zh']}的召回率不更差", en=f"recall no worse: {one['en'].lower()}")
    if one.get("value") is None or one.get("high") is None:
        return _condition(words, None, None)
    clearly_worse = one["high"] < 0 and one["value"] < -rule.group_slack
    return _condition(words, one["value"], not clearly_worse)


def passes(conditions: list[dict[str, Any]]) -> bool:
    """Whether nothing is missed.

    What cannot be said of a group or of stability does not stand in the way; of precision it does.
    """
    return all(c["met"] is not False for c in conditions) and conditions[0]["met"] is True


def sentence(report: dict[str, Any]) -> Text:
    """The comparison in a sentence."""
    gain = report["precision_at"]
    zh = f"名单精确率：现用{gain[CHAMPION]:.1%}，新模型{gain[CHALLENGER]:.1%}"
    en = f"precision of the list: champion {gain[CHAMPION]:.1%}, challenger {gain[CHALLENGER]:.1%}"
    missed = [c for c in report["conditions"] if c["met"] is False]
    if report["passes"]:
        return Text(zh=f"{zh}；符合更换规则，可由负责人更换", en=f"{en}; the rule is met: a person may promote it")
    why_zh, why_en = "；".join(c["zh"] for c in missed), "; ".join(c["en"] for c in missed)
    return Text(
        zh=f"{zh}；不符合更换规则（{why_zh or '无法判断'}）",
        en=f"{en}; the rule is not met ({why_en or 'cannot be said'})",
    )


def check_may_promote(root: Path, model: str, against_rule: str | None) -> None:
    """Raise PromotionError if the last comparison speaks against `model`, unless a reason is given.

    A model that was never compared (the first, or one rolled back to) is the person's own decision.
    """
    path = root / VERDICT
    if not path.exists() or against_rule:
        return
    report = json.loads(path.read_text(encoding="utf-8"))
    if report["challenger"] == model and not report["passes"]:
        raise PromotionError(
            f"model {model} does not meet the rule of promotion ({sentence(report).en}); "
            "keep the champion, or give --against-rule with the reason"
        )
