"""Brings a database to the layout this program expects, step by step (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from serving.database.engine import Database
from serving.database.row_security import open_rows, secure_rows

STEPS = Path(__file__).parent.parent / "migrations"


def migrate(database: Database, to: str = "head") -> None:
    """Go to the step `to`; a database that is there already stays as it is.

    On PostgreSQL every table about households then has its row-level security, also one that came just now.
    """
    with database.engine.begin() as connection:
        steps = _steps()
        steps.attributes["connection"] = connection
        secured = connection.dialect.name == "postgresql"
        if secured:
            open_rows(connection)
        back = to == "base" or to.startswith("-")
        (command.downgrade if back else command.upgrade)(steps, to)
        if secured:
            secure_rows(connection)


def new_step(database: Database, words: str) -> None:
    """Write the step that leads from the database to the declared rows; read it before you commit it."""
    with database.engine.begin() as connection:
        steps = _steps()
        steps.attributes["connection"] = connection
        command.revision(steps, words, autogenerate=True)


def is_current(database: Database) -> bool:
    """Whether every step was taken."""
    with database.engine.connect() as connection:
        taken = MigrationContext.configure(connection).get_current_revision()
    return taken == ScriptDirectory.from_config(_steps()).get_current_head()


def _steps() -> Config:
    steps = Config()
    steps.set_main_option("script_location", str(STEPS))
    return steps
