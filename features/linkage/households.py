"""What became of households: splits, mergers, moves, new heads; a family is followed when its number changes."""

from datetime import date

import pandas as pd

from features.engine import connect
from features.quality.views import prepare
from features.records import Records
from features.scope import Scope
from features.text import Text

COLUMNS = ("household_id", "event", "happened_on", "other_household_id")
EVENTS = """
    SELECT household_id, 'split_off' AS event, happened_on, came_from_household_id AS other_household_id
    FROM households WHERE came_from_household_id IS NOT NULL
    UNION ALL
    SELECT came_from_household_id, 'lost_a_part', happened_on, household_id
    FROM households WHERE came_from_household_id IS NOT NULL
    UNION ALL
    SELECT e.household_id, 'merged_into', e.ended_on, max_by(m.household_id, m.happened_on)
    FROM households e JOIN members gone ON gone.household_id = e.household_id
        JOIN members m ON m.person_id = gone.person_id AND m.household_id <> e.household_id
            AND m.happened_on BETWEEN e.ended_on - 31 AND e.ended_on + 31
    WHERE e.ended_on <= as_of() GROUP BY e.household_id, e.ended_on
    UNION ALL
    SELECT household_id, 'head_changed', happened_on, NULL FROM (
        SELECT household_id, happened_on, lag(person_id) OVER w AS before, person_id
        FROM members WHERE relation = 'head' WINDOW w AS (PARTITION BY household_id ORDER BY happened_on, known_on)
    ) WHERE before IS NOT NULL AND before <> person_id
"""
MOVES = """
    SELECT household_id, 'moved' AS event, known_on AS happened_on, NULL AS other_household_id FROM (
        SELECT household_id, known_on, village_code, lag(village_code) OVER w AS before
        FROM versions_households WHERE NOT withdrawn WINDOW w AS (PARTITION BY household_id ORDER BY known_on)
    ) WHERE before IS NOT NULL AND before <> village_code
"""

EVENT_WORDS = {
    "split_off": Text(zh="由另一户分出", en="Split off"),
    "lost_a_part": Text(zh="分出一户", en="Lost a part"),
    "merged_into": Text(zh="并入另一户", en="Merged into another"),
    "moved": Text(zh="迁到另一村", en="Moved"),
    "head_changed": Text(zh="户主变更", en="New head"),
}


def household_history(records: Records, as_of: date, scope: Scope) -> pd.DataFrame:
    """Every event known on `as_of`, one row each with COLUMNS, oldest first.

    Events: split_off and lost_a_part (the other is the one it came from, or the new one), merged_into
    (the one its members went to), moved (to another village; the day we were told), head_changed.
    """
    with connect() as connection:
        records.register(connection, scope, known_until=as_of, names=("households",))
        moves = connection.execute(MOVES).df()
    with connect() as connection:
        prepare(connection, records, as_of, scope)
        events = connection.execute(EVENTS).df()
    found = pd.concat([events, moves.astype(events.dtypes.to_dict())], ignore_index=True)
    return found[list(COLUMNS)].sort_values(["happened_on", "household_id", "event"]).reset_index(drop=True)


def same_family(history: pd.DataFrame) -> dict[str, str]:
    """Household → the family it belongs to: households joined by splits and mergers, named by the oldest key.

    For splits of training and test: parts of one family never stand on both sides.
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    linked = history[history["other_household_id"].notna()]
    for one, other in zip(linked["household_id"], linked["other_household_id"], strict=True):
        first, second = sorted((root(str(one)), root(str(other))))
        parent[second] = first
    return {one: root(one) for one in sorted(parent)}
