"""The status file: what the service and its Model page show of the last weekly checks.

`monitoring/status.json` in a run's folder, replaced whole::

    {"week": "2026-W47", "as_of": "2026-11-22", "written_at": "2026-11-22T06:10:00+00:00",
     "state": "alarm", "zh": "…", "en": "…",                       # the week in one sentence
     "model_id": "…", "fingerprint": "…", "policy_version": "…",    # of the model that was checked
     "counts": {"alarm": 1, "notice": 2, "explained": 3, "quiet": 14, "not_estimable": 4},
     "retrain": {"advised": false, "zh": "…", "en": "…"},
     "report": "2026-W47.html",
     "checks": [{"name": "feed_stopped", "concern": "records", "state": "alarm",
                 "zh": "…", "en": "…",                              # the question
                 "said_zh": "…", "said_en": "…",                    # the gravest findings, in a sentence
                 "remedy_zh": "…", "remedy_en": "…",
                 "told": ["department", "county_staff"], "departments": ["medical_insurance"],
                 "features": ["…"], "checked_in": "2026-W47"}, …]}

`state` is one of quiet, explained, notice, alarm, not_estimable (`monitoring.finding.State`). It holds no
household's value or identifier.
"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from features.text import Text
from monitoring.finding import State
from monitoring.running import write_json
from monitoring.week import FOLDER

FILE = "status.json"
SAID = 3  # findings spoken of in a sentence
LOUD = (State.ALARM.value, State.NOTICE.value)


def status(record: dict[str, Any], retrain: dict[str, Any]) -> dict[str, Any]:
    """The status of a week's record; see the module."""
    counts = Counter(c["state"] for c in record["checks"])
    words = sentence(record)
    kept = ("week", "as_of", "state", "model_id", "fingerprint", "policy_version")
    return {
        **{k: record[k] for k in kept},
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "zh": words.zh,
        "en": words.en,
        "counts": {s.value: counts.get(s.value, 0) for s in State},
        "retrain": retrain,
        "report": f"{record['week']}.html",
        "checks": [_short(c) for c in record["checks"]],
    }


def sentence(record: dict[str, Any]) -> Text:
    """The week in one sentence."""
    loud = [c for c in record["checks"] if c["state"] == State.ALARM.value]
    if not loud:
        n = len(record["checks"])
        return Text(zh=f"{record['week']}：{n}项检查，无报警", en=f"{record['week']}: {n} checks, no alarm")
    zh, en = "；".join(_said(c)[0] for c in loud[:SAID]), "; ".join(_said(c)[1] for c in loud[:SAID])
    return Text(
        zh=f"{record['week']}：{len(loud)}项报警——{zh}",
        en=f"{record['week']}: {len(loud)} alarm{'s' * (len(loud) > 1)}: {en}",
    )


def _short(check: dict[str, Any]) -> dict[str, Any]:
    grave = [f for f in check["findings"] if f["state"] == check["state"]]
    zh, en = _said(check)
    kept = ("name", "concern", "state", "zh", "en", "remedy_zh", "remedy_en", "told", "checked_in")
    return {
        **{k: check[k] for k in kept},
        "said_zh": zh,
        "said_en": en,
        "departments": sorted({f["department"] for f in grave if f["department"]}) if check["state"] in LOUD else [],
        "features": [n for f in grave for n in f["features"]][:SAID] if check["state"] in LOUD else [],
    }


def _said(check: dict[str, Any]) -> tuple[str, str]:
    grave = [f for f in check["findings"] if f["state"] == check["state"]]
    more = len(grave) - SAID
    zh = "；".join(f["zh"] for f in grave[:SAID]) + (f"；另有{more}项" if more > 0 else "")
    en = "; ".join(f["en"] for f in grave[:SAID]) + (f"; and {more} more" if more > 0 else "")
    return zh or "无可检查", en or "nothing to check"


def write_status(root: Path, content: dict[str, Any]) -> Path:
    """Replace the status file; returns where it is."""
    path = root / FOLDER / FILE
    write_json(content, path)
    return path


def gauges(content: dict[str, Any]) -> str:
    """The status in Prometheus' text form, for a node exporter's textfile collector; no identifiers."""
    lines = [
        "# HELP poverty_risk_check_state State of a monitoring check (0 quiet .. 3 alarm, -1 not estimable).",
        "# TYPE poverty_risk_check_state gauge",
    ]
    level = {"quiet": 0, "explained": 1, "notice": 2, "alarm": 3, "not_estimable": -1}
    lines += [f'poverty_risk_check_state{{check="{c["name"]}"}} {level[c["state"]]}' for c in content["checks"]]
    lines += [
        "# HELP poverty_risk_checked_week_end_seconds Sunday of the week checked last, seconds since 1970.",
        "# TYPE poverty_risk_checked_week_end_seconds gauge",
        f"poverty_risk_checked_week_end_seconds {datetime.fromisoformat(content['as_of']).timestamp():.0f}",
        "# HELP poverty_risk_retraining_advised Whether retraining is advised.",
        "# TYPE poverty_risk_retraining_advised gauge",
        f"poverty_risk_retraining_advised {int(content['retrain']['advised'])}",
    ]
    return "\n".join(lines) + "\n"
