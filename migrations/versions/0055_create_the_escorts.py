"""Create escorts, their languages and hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"


def upgrade() -> None:
    _escort()
    _escort_hours()
    _escort_language()


def _escort() -> None:
    op.create_table(
        "escort",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("liaison", sa.Boolean(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("day_minutes", sa.Integer(), nullable=True),
        sa.Column("home_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
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
        sa.CheckConstraint("day_minutes BETWEEN 60 AND 1440", name=op.f("ck_escort_day")),
        sa.CheckConstraint("liaison OR interpreter", name=op.f("ck_escort_either")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_escort_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["guest_place.id"], name=op.f("fk_escort_home_id_guest_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escort")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_escort_edition_id_code")),
    )
    for column in (
        "edition_id",
        "folded",
        "home_id",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_escort_{column}"), "escort", [column])


def _escort_hours() -> None:
    op.create_table(
        "escort_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escort_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["escort_id"], ["escort.id"], name=op.f("fk_escort_hours_escort_id_escort"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escort_hours")),
    )
    for column in ("escort_id",):
        op.create_index(op.f(f"ix_escort_hours_{column}"), "escort_hours", [column])


def _escort_language() -> None:
    op.create_table(
        "escort_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escort_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_escort_language_level")),
        sa.ForeignKeyConstraint(
            ["escort_id"], ["escort.id"], name=op.f("fk_escort_language_escort_id_escort"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escort_language")),
        sa.UniqueConstraint("escort_id", "language", name=op.f("uq_escort_language_escort_id_language")),
    )
    for column in ("escort_id",):
        op.create_index(op.f(f"ix_escort_language_{column}"), "escort_language", [column])
