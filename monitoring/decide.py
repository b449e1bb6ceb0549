"""Whether to retrain, with the reason in a sentence; a person decides."""

from datetime import date
from typing import Any

from features.text import Text
from monitoring.finding import State

REASONS = ("calibration_settled", "list_precision", "recall_by_audit", "fairness_gaps")  # outcomes speak first
WORLD = ("latest_events", "feature_drift", "score_drift", "band_shares")  # then a world that changed
BROKEN = ("feed_stopped", "feed_doubled", "unit_changed", "incomes_repeated", "unknown_share")
OLD_MONTHS = 12
FEATURES_NAMED = 3


def advice(record: dict[str, Any], trained_until: date | None) -> dict[str, Any]:
    """{"advised", "zh", "en"} from a week's record and the last day the model in use could know.

    Broken records come first: a model that learns from a broken feed is worse than an old one.
    """
    loud = {c["name"]: c for c in record["checks"] if c["state"] == State.ALARM.value}
    advised, words = _decided(record, loud, trained_until)
    return {"advised": advised, "zh": words.zh, "en": words.en}


def _decided(record: dict[str, Any], loud: dict[str, Any], trained_until: date | None) -> tuple[bool, Text]:
    if "fingerprint_changed" in loud:
        return True, Text(zh="需要重新训练：特征定义已变", en="Retrain: the features were redefined")
    wanting, changed = ([loud[n] for n in names if n in loud] for names in (REASONS, WORLD))
    broken = [loud[n] for n in BROKEN if n in loud]
    if wanting:
        return True, _because(
            wanting, Text(zh="建议重新训练：结果不如所说", en="Retrain: outcomes are worse than said")
        )
    if changed and broken:
        words = Text(zh="先修复记录，再考虑重新训练", en="Mend the records first, then think of retraining")
        return False, _because(broken, words)
    if changed:
        return True, _because(changed, Text(zh="建议重新训练：情况已变", en="Retrain: the world has changed"))
    months = _months(trained_until, date.fromisoformat(record["as_of"]))
    if months is not None and months >= OLD_MONTHS:
        zh, en = f"建议重新训练：模型所学已是{months}个月前", f"Retrain: the model learnt until {months} months ago"
        return True, Text(zh=zh, en=en)
    return False, Text(
        zh="暂不需要重新训练：无结果、特征方面的报警", en="No need to retrain: outcomes and features are quiet"
    )


def _because(found: list[dict[str, Any]], words: Text) -> Text:
    grave = [f for c in found for f in c["findings"] if f["state"] == State.ALARM.value][:FEATURES_NAMED]
    zh, en = "；".join(f["zh"] for f in grave), "; ".join(f["en"] for f in grave)
    return Text(zh=f"{words.zh}（{zh}）", en=f"{words.en} ({en})")


def _months(since: date | None, until: date) -> int | None:
    return None if since is None else (until.year - since.year) * 12 + until.month - since.month


def trained_until(manifest: dict[str, Any]) -> date | None:
    """The last day of which the model in use could know anything."""
    days = manifest["trained_on"].get("known_until", [])
    return date.fromisoformat(max(days)) if days else None
