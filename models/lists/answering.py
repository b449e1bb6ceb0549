"""Measures that answer the alerts: what the assessment proposed does not know which alerts fired."""

import json
from collections.abc import Iterable

from models.alert import alerts
from models.risk_type import RiskType
from models.suggestions import suggestions


def with_answers(proposed: str, fired: Iterable[str]) -> str:
    """`proposed` (an assessment's measures, JSON) led by one measure for each alert's risk type that has none.

    Conditions that no record here speaks about are marked `to_ask`.
    """
    found = json.loads(proposed)
    held = {m["measure"] for m in found if m.get("held")}
    answers: list[dict] = []
    for kind in _unanswered(found, fired):
        known = {m["measure"] for m in [*answers, *found]}
        new = [s for s in suggestions([kind], {}, held) if kind in s.kinds and s.measure not in known]
        answers += [s.as_dict() for s in new[:1]]
    return json.dumps([*answers, *found], ensure_ascii=False)


def _unanswered(found: list[dict], fired: Iterable[str]) -> list[RiskType]:
    answered = {kind for m in found for kind in m.get("risk_types", ())}
    asked = dict.fromkeys(alerts()[name].risk for name in fired if name in alerts())
    return [RiskType(kind) for kind in asked if kind and kind not in answered]
