"""Exports of lists."""

import sqlalchemy as sa
from alembic import op

import serving.database.base

revision = "4b1f0d7a2c90"
down_revision = "95d5cb4cb433"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Exports of lists."""
    op.create_table(
        "exports",
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("at", serving.database.base.Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["week"], ["published_lists.week"], name=op.f("fk_exports_week_published_lists")),
        sa.PrimaryKeyConstraint("export_id", name=op.f("pk_exports")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("exports")
