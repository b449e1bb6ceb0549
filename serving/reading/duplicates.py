"""People probably entered twice, as a reviewer sees them: from the sealed register and the queue of the last search."""

from pathlib import Path

import pandas as pd

from features.intake.key import identity_key
from features.intake.register import COLUMNS, read_register
from features.linkage.decisions import Decision, standing
from features.linkage.link import Pair
from features.linkage.queue import Queue, open_queue
from features.text import Text
from serving.access.caller import Caller

SHOWN = {
    "name": Text(zh="姓名", en="Name"),
    "number": Text(zh="证件号码", en="Identity number"),
    "born_on": Text(zh="出生日期", en="Born on"),
    "sex": Text(zh="性别", en="Sex"),
    "phone": Text(zh="电话", en="Telephone"),
    "village_code": Text(zh="村", en="Village"),
}


def persons(root: Path, caller: Caller) -> pd.DataFrame:
    """The register within the caller's reach, by person_id; who lives in no known village belongs to the county."""
    if not any((root / "identity").glob("*.sealed")):
        return pd.DataFrame(columns=list(COLUMNS)).set_index("person_id")
    people = read_register(root, identity_key(root)).set_index("person_id")
    village = people["village_code"].fillna("")
    county = tuple(prefix for prefix in caller.within.prefixes if len(prefix) <= 6)
    return people[village.str.startswith(caller.within.prefixes) | ((village == "") & bool(county))]


def queue(root: Path, caller: Caller) -> tuple[Queue, list[Pair]]:
    """The queue, and its pairs of which both lie within reach."""
    waits = open_queue(root)
    if not waits.pairs:
        return waits, []
    known = set(persons(root, caller).index)
    return waits, [pair for pair in waits.pairs if {pair.left, pair.right} <= known]


def decided(root: Path, people: pd.DataFrame) -> list[tuple[Decision, str, str]]:
    """The decisions that stand on people within reach, the latest first, with the two names."""
    own = [d for d in standing(root).values() if {d.person, d.stands_for} <= set(people.index)]
    return [(d, str(people.loc[d.stands_for, "name"]), str(people.loc[d.person, "name"])) for d in reversed(own)]
