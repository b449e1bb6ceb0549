"""PostgreSQL's own line around households: what no statement reads, however it was made.

Every table about households gets a policy that asks the reach which `serving.database.engine` says at the
start of each transaction; where nothing was said, no row is seen and none can be written.
"""

from sqlalchemy import Connection, inspect, text

from serving.database.areas import Household
from serving.database.base import InArea
from serving.database.engine import HELPER, PREFIXES, kept

WITHIN = (
    f"EXISTS (SELECT 1 FROM unnest(string_to_array(current_setting('{PREFIXES}', true), ',')) AS prefix "
    "WHERE prefix = '*' OR village_code LIKE prefix || '%')"
)
SAID = f"coalesce(current_setting('{HELPER}', true), '')"
OWN = f"({SAID} = '' OR helper_id = {SAID})"
OF_OWN = f"({SAID} = '' OR household_id IN (SELECT household_id FROM households WHERE helper_id = {SAID}))"


def secure_rows(connection: Connection) -> None:
    """Give every table about households its policy."""
    for name in _tables(connection):
        mine = OWN if name == Household.__tablename__ else OF_OWN
        for statement in (
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY within ON {name} USING ({WITHIN} AND {mine}) WITH CHECK ({WITHIN})",
        ):
            connection.execute(text(statement))


def open_rows(connection: Connection) -> None:
    """Take the policies away for a change of the layout, within its transaction: it must see every row."""
    for name in _tables(connection):
        connection.execute(text(f"DROP POLICY IF EXISTS within ON {name}"))
        connection.execute(text(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY"))


def _tables(connection: Connection) -> list[str]:
    """The tables about households that are there."""
    kept()
    there = set(inspect(connection).get_table_names())
    about = {str(one.__tablename__) for one in InArea.__subclasses__()}  # type: ignore[attr-defined]  # mapped classes
    return sorted(there & about)
