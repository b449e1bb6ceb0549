"""Writers to a SQLite database take turns within a process.

SQLite has those who wait ask again after a pause, and whoever comes by gets in before them: among a dozen writers some
wait for seconds. So only one of a process asks SQLite, and the others wait for that one.
"""

import threading
from typing import Any

from sqlalchemy.exc import OperationalError

PATIENCE = 15  # seconds until a writer gives up
WRITING = "poverty_risk.writing"


class Writers:
    """The turn of one database; it listens to the engine's transactions and to its pool."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def begin(self, connection: Any) -> None:
        """Begin a transaction; who writes waits for the turn, and then for other processes."""
        if not connection.get_execution_options().get("writing", True):
            connection.exec_driver_sql("BEGIN")
            return
        if not self._turn.acquire(timeout=PATIENCE):
            raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("other writers took too long"))
        connection.info[WRITING] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self.end(connection)
            raise

    def end(self, connection: Any) -> None:
        """Give the turn on, if the transaction that has ended was a writer's."""
        self._give_on(connection.info)

    def given_back(self, _connection: Any, record: Any) -> None:
        """The same for a connection that came back to the pool without having been ended."""
        self._give_on(record.info)

    def _give_on(self, info: dict[str, Any]) -> None:
        if info.pop(WRITING, False):
            self._turn.release()
