"""Measures that answer the alerts: what the assessment proposed does not know which alerts fired."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from models.alert import alerts
from models.consistency import ONE_OF
from models.measure import Group
from models.risk_type import RiskType
from models.suggestions import suggestions


def with_answers(proposed: str, fired: Iterable[str]) -> str:
    """`proposed` (an assessment's measures, JSON) led by one measure for each alert's risk type that has none.

    Conditions that no record here speaks about are marked `to_ask`.
    """
    return _answered(proposed, tuple(fired))


@lru_cache(maxsize=50_000)  # what is proposed and what fired is the same for many households
def _answered(proposed: str, fired: tuple[str, ...]) -> str:
    found = json.loads(proposed)
    held = {m["measure"] for m in found if m.get("held")}
    answers: list[dict] = []
    for kind in _unanswered(found, fired):
        known = {m["measure"] for m in [*answers, *found]}
        new = [s for s in suggestions([kind], {}, held) if kind in s.kinds and s.measure not in known]
        answers += [s.as_dict() for s in new[:1]]
    return json.dumps([*answers, *found], ensure_ascii=False)


def _unanswered(found: list[dict], fired: Iterable[str]) -> list[RiskType]:
    asked = dict.fromkeys(alerts()[name].risk for name in fired if name in alerts())
    kinds = [RiskType(kind) for kind in asked if kind]
    return [kind for kind in kinds if not any(_answers(m, kind) for m in found)]


def _answers(measure: Mapping, kind: RiskType) -> bool:
    """Whether the checkers would take `measure` for an answer to `kind`."""
    served = kind.value in measure.get("risk_types", ())
    return served and (kind not in ONE_OF or Group(measure["group"]) in ONE_OF[kind])
