"""Keep for each edition in which order a repair looks to its goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "goal_order",
        sa.Column("goals", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("goals IN ('careful', 'steady', 'wishful')", name=op.f("ck_goal_order_goals")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_goal_order_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_order")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_goal_order_edition_id")),
    )
    op.create_index(op.f("ix_goal_order_edition_id"), "goal_order", ["edition_id"])


def downgrade() -> None:
    op.drop_table("goal_order")
