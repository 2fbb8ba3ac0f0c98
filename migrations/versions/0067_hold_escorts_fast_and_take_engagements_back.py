"""Hold escorts fast to what they go along to, and keep which drafted engagements were taken over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"


def upgrade() -> None:
    op.add_column("escort_book", sa.Column("pins", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "engagement_taking",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_engagement_taking_user_id_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_engagement_taking_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_taking")),
    )
    op.create_index(op.f("ix_engagement_taking_edition_id"), "engagement_taking", ["edition_id"])


def downgrade() -> None:
    op.drop_table("engagement_taking")
    op.drop_column("escort_book", "pins")
