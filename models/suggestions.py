"""Which help to propose: it answers the risk types, fits the household, and the checkers would accept it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from models.consistency import DEVELOPMENTAL, ONE_OF
from models.measure import Group, Labour, Measure, measures, within
from models.risk_type import RiskType

MOST = 6
ALLOWANCES = frozenset({"subsistence_allowance", "extreme_hardship_support"})


@dataclass(frozen=True)
class Suggestion:
    """One measure proposed to, or already drawn by, a household; `to_ask`: a condition is not known."""

    measure: str
    kinds: tuple[RiskType, ...]
    held: bool
    to_ask: bool
    lowers: bool

    def as_dict(self) -> dict[str, object]:
        """As stored with an assessment; office, papers and deadline are in the measure's declaration."""
        declared = measures()[self.measure]
        return {
            "measure": self.measure,
            "group": declared.group.value,
            "risk_types": [kind.value for kind in self.kinds],
            "held": self.held,
            "to_ask": self.to_ask,
            "lowers": self.lowers,
            "zh": declared.label.zh,
            "en": declared.label.en,
        }


@cache
def asked() -> frozenset[str]:
    """The facts that fit, or do not fit, some measure to a household."""
    return frozenset({"labour_members"}).union(*((*m.needs, *m.held_when) for m in measures().values()))


def held_measures(facts: Mapping[str, float], codes: Collection[str] = ()) -> set[str]:
    """The measures a household draws: by benefit codes (or names of help given), or by facts that say so."""
    return {
        name for name, m in measures().items() if name in codes or set(m.held_codes) & set(codes) or _seen(m, facts)
    }


def _seen(measure: Measure, facts: Mapping[str, float]) -> bool:
    found = [within(facts.get(name, float("nan")), bounds) for name, bounds in measure.held_when.items()]
    return bool(found) and all(one is True for one in found)


def suggestions(
    kinds: Iterable[RiskType], facts: Mapping[str, float], held: Collection[str], lowers: Collection[str] = ()
) -> list[Suggestion]:
    """At most MOST measures for a household with these risk types and facts (feature name to value, people's units).

    First what each risk type requires, then the household's labour, then what else serves; what would
    lower the risk (`lowers`, names) goes before what would not, what is held before what is not. Never
    breaks `models.consistency`.
    """
    types = list(kinds)
    fitting = {name: m for name, m in measures().items() if name in held or fits(m, facts)}
    order = sorted(fitting, key=lambda n: (n not in held, n not in lowers, *_precedence(fitting[n], types)))
    chosen: list[str] = []
    for wanted in _required(types, facts):
        if not any(name in wanted for name in chosen):
            chosen += [name for name in order if name in wanted][:1]
    serving = [n for n in order if n not in chosen and _answers(fitting[n], types)]
    chosen += [n for n in serving if n in lowers or n in held or _shown(fitting[n], facts)][
        : max(0, MOST - len(chosen))
    ]
    return [suggestion(n, types, facts, n in held, n in lowers) for n in chosen]


def _required(types: Iterable[RiskType], facts: Mapping[str, float]) -> list[frozenset[str]]:
    """Sets of measures of each of which one must be chosen."""
    wanted = [_of(ONE_OF[kind]) & _serving(kind) for kind in types if kind in ONE_OF]
    labour = has_labour(facts)
    if labour is not False:
        wanted.append(_of(DEVELOPMENTAL))
    if labour is False:
        wanted.append(ALLOWANCES)
    return wanted


@cache
def _of(groups: frozenset[Group]) -> frozenset[str]:
    return frozenset(name for name, m in measures().items() if m.group in groups)


@cache
def _serving(kind: RiskType) -> frozenset[str]:
    return frozenset(name for name, m in measures().items() if kind in m.serves)


def _answers(measure: Measure, types: Iterable[RiskType]) -> int:
    return sum(kind in measure.serves for kind in types)


def _precedence(measure: Measure, types: Iterable[RiskType]) -> tuple[int, int, str]:
    """What answers more of the household's risks goes first, then what is given for more kinds of risk."""
    return -_answers(measure, types), -len(measure.serves), measure.name


def _shown(measure: Measure, facts: Mapping[str, float]) -> bool:
    """Whether a fact of the household calls for the measure: one of its needs is known to be there."""
    called = [name for name, (least, _) in measure.needs.items() if least is not None]
    return any(within(facts.get(name, float("nan")), measure.needs[name]) for name in called)


def suggestion(
    name: str, types: Iterable[RiskType], facts: Mapping[str, float], held: bool = False, lowers: bool = False
) -> Suggestion:
    """The measure `name` for a household with these risk types and facts."""
    measure = measures()[name]
    answered = tuple(kind for kind in types if kind in measure.serves)
    to_ask = any(within(facts.get(name, float("nan")), bounds) is None for name, bounds in measure.needs.items())
    to_ask |= measure.labour is Labour.NEEDED and has_labour(facts) is None
    return Suggestion(name, answered, held, to_ask and not held, lowers)


def fits(measure: Measure, facts: Mapping[str, float]) -> bool:
    """Whether nothing known speaks against the measure: facts out of bounds, or labour it lacks or has."""
    labour = has_labour(facts)
    if (measure.labour is Labour.NEEDED and labour is False) or (
        measure.labour is Labour.NONE_LEFT and labour is not False
    ):
        return False
    return all(within(facts.get(n, float("nan")), bounds) is not False for n, bounds in measure.needs.items())


def has_labour(facts: Mapping[str, float]) -> bool | None:
    """Whether any member can work (skilled, ordinary, weak or half labour); None if unknown."""
    able = facts.get("labour_members", float("nan"))
    return None if able != able else able > 0
