"""Runs the checks over a week and puts their findings into one record."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from features.errors import PovertyRiskError
from features.progress import track
from features.text import Text
from features.whole import write_text
from monitoring.check import Check, checks
from monitoring.finding import Finding, State, gravest
from monitoring.week import FOLDER, Week


@dataclass(frozen=True)
class Result:
    """What one check found; `carried_from` is the week it was made in, when that is not this one."""

    check: Check
    findings: list[Finding]

    @property
    def state(self) -> State:
        """The gravest of the findings."""
        return gravest([f.state for f in self.findings])

    def as_json(self, week: str) -> dict[str, Any]:
        """As it stands in the week's record: everything found, the gravest and largest first."""
        one = self.check
        return {
            "name": one.name,
            "concern": one.concern.value,
            "zh": one.question.zh,
            "en": one.question.en,
            "state": self.state.value,
            "threshold": one.threshold.value,
            "measure_zh": one.threshold.measure.zh,
            "measure_en": one.threshold.measure.en,
            "remedy_zh": one.remedy.zh,
            "remedy_en": one.remedy.en,
            "told": [t.value for t in one.told],
            "checked_in": week,
            "findings": [f.as_json() for f in ordered(self.findings)],
        }


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, then the largest, then by name."""
    rank = {s: n for n, s in enumerate((State.ALARM, State.NOTICE, State.EXPLAINED, State.QUIET, State.NOT_ESTIMABLE))}
    return sorted(findings, key=lambda f: (rank[f.state], -(f.value or 0.0), f.key))


def run_checks(week: Week, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The record of a week: every declared check (or `names`), as it stands in monitoring/<week>.json.

    A check that is not due is carried over from the last week that made it. One that meets an error which
    the project raises on purpose is not estimable, and says why.
    """
    chosen = {n: c for n, c in checks().items() if names is None or n in set(names)}
    found = [_made(week, check) for check in track(list(chosen.values()), "Checks 监测")]
    manifest = week.manifest
    return {
        "week": week.name,
        "as_of": week.as_of.isoformat(),
        "state": gravest([State(c["state"]) for c in found]).value,
        "model_id": manifest["model_id"],
        "fingerprint": manifest["fingerprint"],
        "policy_version": manifest["policy_version"],
        "records": week.records.contents(),
        "checks": found,
    }


def _made(week: Week, check: Check) -> dict[str, Any]:
    if not check.every.due(week.as_of):
        earlier = week.before(check.name)
        if earlier:
            return {k: v for k, v in earlier[-1].items() if k != "week"}
    return Result(check, findings_of(week, check)).as_json(week.name)


def findings_of(week: Week, check: Check) -> list[Finding]:
    """What a check finds; an error in words becomes one finding that is not estimable."""
    try:
        return check.find(week)
    except PovertyRiskError as error:
        words = Text(zh=f"无法检查：{error}", en=f"cannot be checked: {error}")
        return [Finding(key=check.name, state=State.NOT_ESTIMABLE, words=words)]


def write_json(content: Mapping[str, Any], path: Path) -> None:
    """Write a record whole or not at all; what cannot be said is null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(json.dumps(_plain(content), ensure_ascii=False, indent=1, allow_nan=False), path)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float | np.floating):
        return round(float(value), 6) if np.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value


def record_path(week: Week) -> Path:
    """Where the week's record stands."""
    return week.root / FOLDER / f"{week.name}.json"


def history(root: Path, until: str) -> list[dict[str, Any]]:
    """The records of all weeks up to `until`, oldest first."""
    paths = [p for p in sorted((root / FOLDER).glob("????-W??.json")) if p.stem <= until]
    return [json.loads(p.read_text(encoding="utf-8")) for p in paths]
