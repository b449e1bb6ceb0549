"""Measures that answer the alerts: what the assessment proposed does not know which alerts fired."""

import json
from collections.abc import Collection, Iterable, Mapping

from models.alert import alerts
from models.consistency import ONE_OF
from models.measure import Group, measures
from models.risk_type import RiskType
from models.suggestions import Suggestion, fits, suggestion, suggestions


def with_answers(proposed: str, fired: Iterable[str], facts: Mapping[str, float]) -> str:
    """`proposed` (an assessment's measures, JSON) led by what answers the alerts `fired` and is not in it yet.

    First the measures that alerts name, then one for each alert's risk type that nothing answers. `facts` (feature
    name to value, people's units, NaN or left out = UNKNOWN) may speak against a measure; where a condition is
    unknown it is marked `to_ask`.
    """
    found, fired = json.loads(proposed), tuple(fired)
    known = {name: value for name, value in facts.items() if value == value}
    answers = [s.as_dict() for s in _named(fired, known, {m["measure"] for m in found})]
    held = {m["measure"] for m in found if m.get("held")}
    for kind in _unanswered([*answers, *found], fired):
        there = {m["measure"] for m in [*answers, *found]}
        new = [s for s in suggestions([kind], known, held) if kind in s.kinds and s.measure not in there]
        answers += [s.as_dict() for s in new[:1]]
    return json.dumps([*answers, *found], ensure_ascii=False)


def _named(fired: Iterable[str], facts: Mapping[str, float], there: Collection[str]) -> list[Suggestion]:
    """What the alerts say mends them, unless it is there or a known fact speaks against it."""
    wanted: dict[str, list[RiskType]] = {}
    for alert in (alerts()[name] for name in fired if name in alerts()):
        if alert.mended_by and alert.mended_by not in there and fits(measures()[alert.mended_by], facts):
            wanted.setdefault(alert.mended_by, []).extend([RiskType(alert.risk)] if alert.risk else [])
    return [suggestion(name, dict.fromkeys(kinds), facts) for name, kinds in wanted.items()]


def _unanswered(found: list[dict], fired: Iterable[str]) -> list[RiskType]:
    asked = dict.fromkeys(alerts()[name].risk for name in fired if name in alerts())
    kinds = [RiskType(kind) for kind in asked if kind]
    return [kind for kind in kinds if not any(_answers(m, kind) for m in found)]


def _answers(measure: Mapping, kind: RiskType) -> bool:
    """Whether the checkers would take `measure` for an answer to `kind`."""
    served = kind.value in measure.get("risk_types", ())
    return served and (kind not in ONE_OF or Group(measure["group"]) in ONE_OF[kind])
