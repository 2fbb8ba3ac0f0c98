"""Remember who moved what on the board, and who is there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], op.f("fk_move_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_move_user_id_user"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], op.f("fk_move_edition_id_edition"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
    )
    op.create_index("ix_move_person", "move", ["plan_id", "user_id"])
    op.create_index(op.f("ix_move_edition_id"), "move", ["edition_id"])
    op.create_table(
        "presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("held_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_presence_user_id_user"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["held_id"], ["performance.id"], op.f("fk_presence_held_id_performance"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f("fk_presence_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint("edition_id", "user_id", name=op.f("uq_presence_edition_id_user_id")),
    )
    op.create_index(op.f("ix_presence_edition_id"), "presence", ["edition_id"])


def downgrade() -> None:
    op.drop_table("presence")
    op.drop_table("move")
