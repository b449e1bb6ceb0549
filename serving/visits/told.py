"""What whoever visits is told of a household: its facts in plain sentences, new ones first."""

from collections.abc import Sequence
from datetime import date

from features.table import tables
from features.text import Text
from features.theme import Theme
from serving.database.lists import Listed
from serving.reading.facts import Fact

SENTENCES = 3


def in_three_sentences(found: Sequence[Fact]) -> list[Fact]:
    """The facts to begin with: events first, the latest before, one of each theme."""
    ordered = sorted(found, key=lambda f: (not f.new, -(f.happened_on or date.min).toordinal() if f.new else 0))
    of_theme: dict[Theme, Fact] = {}
    for fact in ordered:
        of_theme.setdefault(fact.theme, fact)
    rest = [fact for fact in ordered if fact not in of_theme.values()]
    return [*of_theme.values(), *rest][:SENTENCES]


def not_certain(row: Listed) -> list[Text]:
    """The records that are missing, and who would have them; never said as a fault of the household."""
    known = [tables()[name] for name in row.missing if name in tables()]
    return [
        Text(
            zh=f"没有{one.label.zh}的最新记录，请当面了解（{one.department.label.zh}）",
            en=f"no recent record of {one.label.en.lower()}: please ask ({one.department.label.en})",
        )
        for one in known
    ]


def names_in(row: Listed) -> list[str]:
    """Everything the row states, as a visit's checked reasons name it."""
    return list(dict.fromkeys([*(a["alert"] for a in row.alerts), *(r["feature"] for r in row.reasons)]))
