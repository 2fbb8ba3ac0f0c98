"""Write down who came to a duty, and who has gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def _tied(column: str, table: str, rule: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_attendance_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=rule)


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_noted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_by_id", sa.Integer(), nullable=True),
        sa.Column("departed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departure_noted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departure_by_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("how IN ('list', 'code')", name=op.f("ck_attendance_how")),
        sa.CheckConstraint("departed IS NULL OR arrived IS NOT NULL", name=op.f("ck_attendance_order")),
        _tied("officer_id", "officer", "RESTRICT"),
        _tied("post_id", "post", "RESTRICT"),
        _tied("need_id", "need", "SET NULL"),
        _tied("arrival_by_id", "user", "SET NULL"),
        _tied("departure_by_id", "user", "SET NULL"),
        _tied("edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "officer_id", "need_id", "day", "stretch", name=op.f("uq_attendance_officer_id_need_id_day_stretch")
        ),
    )
    op.create_index(op.f("ix_attendance_edition_id"), "attendance", ["edition_id"])
    op.create_index("ix_attendance_edition_id_day", "attendance", ["edition_id", "day"])
    for column in ("officer_id", "post_id", "need_id"):
        op.create_index(op.f(f"ix_attendance_{column}"), "attendance", [column])


def downgrade() -> None:
    op.drop_table("attendance")
