"""Create the routes that must stay open, with their chains and hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "route",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
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
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("kind IN ('emergency', 'bus', 'shuttle', 'ambulance')", name=op.f("ck_route_kind")),
        sa.CheckConstraint("(kind = 'emergency') = (venue_id IS NOT NULL)", name=op.f("ck_route_venue")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_route_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_route_venue_id_venue"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_route_edition_id_name")),
    )
    for column in ("edition_id", "folded", "sort_key", "venue_id"):
        op.create_index(op.f(f"ix_route_{column}"), "route", [column])
    op.create_table(
        "route_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_segment_route_id_route"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_route_segment_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_segment")),
        sa.UniqueConstraint("route_id", "segment_id", name=op.f("uq_route_segment_route_id_segment_id")),
    )
    op.create_index(op.f("ix_route_segment_route_id"), "route_segment", ["route_id"])
    op.create_index(op.f("ix_route_segment_segment_id"), "route_segment", ["segment_id"])
    op.create_table(
        "route_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_hours_route_id_route"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_hours")),
    )
    op.create_index(op.f("ix_route_hours_route_id"), "route_hours", ["route_id"])


def downgrade() -> None:
    for table in ("route_hours", "route_segment", "route"):
        op.drop_table(table)
