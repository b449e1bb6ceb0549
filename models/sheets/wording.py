"""What stands in the cells of a household's row: reasons, measures and index in plain Chinese."""

import json
from collections.abc import Collection, Mapping, Sequence

from features.department import Department
from features.feature import features
from features.privacy import Privacy
from models.alert import alerts, tables_behind
from models.bands import Band, shown_index
from models.measure import measures as declared_measures

MOST_REASONS = 6
MOST_MEASURES = 4
NEW = "【新】"


def reasons(row: Mapping, hidden: Collection[Privacy]) -> str:
    """Alerts first, then the model's reasons that say something else; numbered, one a line.

    Facts of a class in `hidden` are said in general words. Each line names who sent the record and
    when it became known.
    """
    fired = json.loads(row["alerts"])
    stated = [r for r in json.loads(row["reasons"]) if not said_by(fired, r)]
    facts = [*fired, *stated][:MOST_REASONS]
    said = dict.fromkeys(_fact(fact, hidden, row["week"][:4]) for fact in facts)
    if row["lane"] in ("audit", "insufficient"):
        said = {json.loads(row["why"])["zh"]: None} | said
    return "\n".join(f"{n}. {one}" for n, one in enumerate(said, start=1))


def said_by(fired: Sequence[Mapping], reason: Mapping) -> bool:
    """Whether an alert tells the same: it reads the same fact, or the same records under the same theme."""
    for alert in (alerts()[one["alert"]] for one in fired if one["alert"] in alerts()):
        same_records = tables_behind(features()[reason["feature"]]) <= set(alert.tables)
        if reason["feature"] in alert.of or (same_records and reason["theme"] == alert.theme.value):
            return True
    return False


def _fact(fact: Mapping, hidden: Collection[Privacy], year: str) -> str:
    words = fact["zh_hidden"] if Privacy(fact["privacy"]) in hidden else fact["zh"]
    known = f"，{_day(fact['known_on'], year)}" if fact.get("known_on") else ""
    return f"{NEW if fact.get('new') else ''}{words}（{Department(fact['department']).label.zh}{known}）"


def _day(day: str, year: str) -> str:
    """A day of the list's own year without the year.

    >>> _day("2026-11-20", "2026"), _day("2025-12-26", "2026")
    ('11-20', '2025-12-26')
    """
    return day.removeprefix(f"{year}-")


def measures(row: Mapping, hidden: Collection[Privacy]) -> str:
    """What fits and is not drawn yet, then what is drawn already; without help that tells of a class in `hidden`."""
    found = [m for m in json.loads(row["measures"]) if not _tells(m["measure"]) & set(hidden)]
    offered = [m["zh"] + ("（待核实条件）" if m.get("to_ask") else "") for m in found if not m.get("held")]
    held = [m["zh"] for m in found if m.get("held")]
    lines = [f"{n}. {one}" for n, one in enumerate(offered[:MOST_MEASURES], start=1)]
    return "\n".join([*lines, *([f"已享受：{'、'.join(held)}"] if held else [])])


def _tells(name: str) -> frozenset[Privacy]:
    return declared_measures()[name].tells if name in declared_measures() else frozenset(Privacy)


def index(row: Mapping) -> str:
    """The poverty index with its interval; nothing where it is unknown or rests on too few records.

    >>> index({"poverty_index": 57.4, "index_low": 49.0, "index_high": 66.2, "lane": "model"})
    '57\\n(49–66)'
    """
    if row["lane"] == "insufficient" or row["poverty_index"] != row["poverty_index"]:
        return "数据不足"
    return f"{shown_index(row['poverty_index'])}\n({row['index_low']:.0f}–{row['index_high']:.0f})"


def band(row: Mapping) -> str:
    """The band in words."""
    return "—" if row["lane"] == "insufficient" else Band(row["band"]).label.zh


def pseudonyms(households: Collection[str]) -> dict[str, str]:
    """A short number for each household: the shortest beginning (8 or more characters) that no other shares.

    >>> pseudonyms(["Hab12cd34ff", "Hab12cd34ee", "H00"])
    {'Hab12cd34ff': 'Hab12cd34f', 'Hab12cd34ee': 'Hab12cd34e', 'H00': 'H00'}
    """
    longest = max((len(h) for h in households), default=8)
    for length in range(8, longest + 1):
        short = {h: h[:length] for h in households}
        if len(set(short.values())) == len(short):
            return short
    return {h: h for h in households}
