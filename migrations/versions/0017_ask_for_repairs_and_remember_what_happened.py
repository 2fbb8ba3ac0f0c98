"""Ask the solver for repairs, remember what has happened, and name the stage that shelters another from rain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("solve_run", sa.Column("kind", sa.String(length=10), nullable=False, server_default="solve"))
    op.add_column("solve_run", sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("solve_run", sa.Column("event", sa.JSON(), nullable=True))
    op.add_column("proposal", sa.Column("effects", sa.JSON(), nullable=True))
    op.create_table(
        "stage_shelter",
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("shelter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], op.f("fk_stage_shelter_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shelter_id"], ["stage.id"], op.f("fk_stage_shelter_shelter_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("stage_id", name=op.f("pk_stage_shelter")),
    )
    op.create_index(op.f("ix_stage_shelter_shelter_id"), "stage_shelter", ["shelter_id"])


def downgrade() -> None:
    op.drop_table("stage_shelter")
    op.drop_column("proposal", "effects")
    for name in ("event", "options", "kind"):
        op.drop_column("solve_run", name)
