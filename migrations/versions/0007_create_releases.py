"""create releases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("plan_revision", sa.Integer(), nullable=False),
        sa.Column("waivers", sa.JSON(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_release_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_release_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_release_edition_id_number")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "exclusive_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_exclusive_use_span")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_exclusive_use_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_exclusive_use_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusive_use")),
    )
    with op.batch_alter_table("exclusive_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exclusive_use_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_exclusive_use_holder", ["kind", "holder_id", "starts"], unique=False)
        batch_op.create_index(batch_op.f("ix_exclusive_use_performance_id"), ["performance_id"], unique=False)

    op.create_table(
        "released_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_released_change_performance_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_released_change_release_id_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_change")),
    )
    with op.batch_alter_table("released_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_released_change_performance_id"), ["performance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_released_change_release_id"), ["release_id"], unique=False)

    op.create_table(
        "released_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("troupe_ids", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('scheduled', 'cancelled', 'postponed')", name=op.f("ck_released_item_state")),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_released_item_performance_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_released_item_release_id_release"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_released_item_stage_id_stage"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_item")),
        sa.UniqueConstraint("release_id", "performance_id", name=op.f("uq_released_item_release_id_performance_id")),
    )
    with op.batch_alter_table("released_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_released_item_performance_id"), ["performance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_released_item_release_id"), ["release_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_released_item_stage_id"), ["stage_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("released_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_released_item_stage_id"))
        batch_op.drop_index(batch_op.f("ix_released_item_release_id"))
        batch_op.drop_index(batch_op.f("ix_released_item_performance_id"))

    op.drop_table("released_item")
    with op.batch_alter_table("released_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_released_change_release_id"))
        batch_op.drop_index(batch_op.f("ix_released_change_performance_id"))

    op.drop_table("released_change")
    with op.batch_alter_table("exclusive_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exclusive_use_performance_id"))
        batch_op.drop_index("ix_exclusive_use_holder")
        batch_op.drop_index(batch_op.f("ix_exclusive_use_edition_id"))

    op.drop_table("exclusive_use")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_edition_id"))

    op.drop_table("release")
