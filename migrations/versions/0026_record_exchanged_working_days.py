"""Record the working days that the Government exchanges."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "exchanged_day",
        sa.Column("off", sa.Date(), nullable=False),
        sa.Column("worked", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_exchanged_day_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchanged_day")),
        sa.UniqueConstraint("edition_id", "off", name=op.f("uq_exchanged_day_edition_id_off")),
    )
    op.create_index(op.f("ix_exchanged_day_edition_id"), "exchanged_day", ["edition_id"])


def downgrade() -> None:
    op.drop_table("exchanged_day")
