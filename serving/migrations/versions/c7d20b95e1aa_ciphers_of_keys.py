"""The cipher of each key of the vault."""

import sqlalchemy as sa
from alembic import op

revision = "c7d20b95e1aa"
down_revision = "6a91c3f0d2b4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The cipher of each key of the vault; those that are there are keys of AES."""
    column = sa.Column("cipher", sa.String(length=16), nullable=False, server_default="aes-256-gcm")
    op.add_column("vault_keys", column)


def downgrade() -> None:
    """Back."""
    op.drop_column("vault_keys", "cipher")
