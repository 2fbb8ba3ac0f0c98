"""Follow the roster in calendars: feeds of people, posts and sectors, and the duties that they have been told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0029"

KINDS = "kind IN ('troupe', 'stage', 'venue', 'public', 'officer', 'post', 'sector')"
KINDS_BEFORE = "kind IN ('troupe', 'stage', 'venue', 'public')"


def upgrade() -> None:
    with op.batch_alter_table("sector") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=40), server_default="", nullable=False))
    with op.batch_alter_table("feed") as batch_op:
        batch_op.add_column(sa.Column("names", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.drop_constraint(op.f("ck_feed_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_feed_kind"), KINDS)
    op.create_table(
        "told_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_told_duty_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_duty")),
    )
    op.create_index(op.f("ix_told_duty_edition_id"), "told_duty", ["edition_id"])
    for column in ("officer_id", "post_id", "sector_id"):
        op.create_index(op.f(f"ix_told_duty_{column}"), "told_duty", [column])


def downgrade() -> None:
    op.drop_table("told_duty")
    op.execute("DELETE FROM feed WHERE kind IN ('officer', 'post', 'sector')")
    with op.batch_alter_table("feed") as batch_op:
        batch_op.drop_constraint(op.f("ck_feed_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_feed_kind"), KINDS_BEFORE)
        batch_op.drop_column("names")
    with op.batch_alter_table("sector") as batch_op:
        batch_op.drop_column("phone")
