"""Record permits with their authorities, their lead and the days they are granted for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "permit",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('to file', 'filed', 'granted', 'refused')", name=op.f("ck_permit_state")),
        sa.CheckConstraint("lead >= 0", name=op.f("ck_permit_lead")),
        sa.CheckConstraint("until >= since", name=op.f("ck_permit_span")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_permit_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permit")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_permit_edition_id_name")),
    )
    for column in ("edition_id", "folded", "sort_key"):
        op.create_index(op.f(f"ix_permit_{column}"), "permit", [column])
    op.create_table(
        "permit_performance",
        sa.Column("permit_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["permit_id"], ["permit.id"], name=op.f("fk_permit_performance_permit_id_permit"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_permit_performance_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("permit_id", "performance_id", name=op.f("pk_permit_performance")),
    )
    op.create_index(op.f("ix_permit_performance_performance_id"), "permit_performance", ["performance_id"])


def downgrade() -> None:
    op.drop_table("permit_performance")
    op.drop_table("permit")
