"""What Alembic runs: the steps over a connection it is given (`serving.database.layout`)."""

from alembic import context

from serving.database.base import Base
from serving.database.engine import kept

kept()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
