"""Tokens of departments."""

import sqlalchemy as sa
from alembic import op

revision = "6a91c3f0d2b4"
down_revision = "d131a6670e46"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tokens of departments."""
    with op.batch_alter_table("tokens") as tokens:
        tokens.add_column(sa.Column("department", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("tokens") as tokens:
        tokens.drop_column("department")
