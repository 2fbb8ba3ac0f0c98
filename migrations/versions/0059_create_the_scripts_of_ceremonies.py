"""Create the scripts of ceremonies and what must stand on their stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"


def upgrade() -> None:
    _script_issue()
    _stage_item()
    _script_line()
    _stage_item_check()


def _script_issue() -> None:
    op.create_table(
        "script_issue",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_script_issue_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_script_issue_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_script_issue_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_issue")),
        sa.UniqueConstraint("ceremony_id", "number", name=op.f("uq_script_issue_ceremony_id_number")),
    )
    for column in (
        "ceremony_id",
        "edition_id",
    ):
        op.create_index(op.f(f"ix_script_issue_{column}"), "script_issue", [column])


def _stage_item() -> None:
    op.create_table(
        "stage_item",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
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
        sa.CheckConstraint("(kind = 'foreign_flag') = (country <> '')", name=op.f("ck_stage_item_country")),
        sa.CheckConstraint(
            "kind IN ('national_flag', 'party_flag', 'foreign_flag', 'bust', 'banner', 'emblem', 'lectern', 'flowers', "
            "'chest_flowers', 'gift', 'other')",
            name=op.f("ck_stage_item_kind"),
        ),
        sa.CheckConstraint("side IN ('', 'left', 'centre', 'right')", name=op.f("ck_stage_item_side")),
        sa.CheckConstraint("quantity BETWEEN 1 AND 999", name=op.f("ck_stage_item_quantity")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_stage_item_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_stage_item_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_item")),
    )
    for column in (
        "ceremony_id",
        "edition_id",
        "folded",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_stage_item_{column}"), "stage_item", [column])


def _script_line() -> None:
    op.create_table(
        "script_line",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("text_en", sa.String(length=500), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("sound", sa.String(length=200), nullable=False),
        sa.Column("light", sa.String(length=200), nullable=False),
        sa.Column("props", sa.String(length=200), nullable=False),
        sa.Column("mc", sa.String(length=300), nullable=False),
        sa.Column("broadcast", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "kind IN ('entry', 'seated', 'flag', 'greeting', 'speech', 'rite', 'gift', 'art', 'fireworks', 'exit', "
            "'other')",
            name=op.f("ck_script_line_kind"),
        ),
        sa.CheckConstraint("at BETWEEN -720 AND 720", name=op.f("ck_script_line_at")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 600", name=op.f("ck_script_line_minutes")),
        sa.CheckConstraint("position BETWEEN 1 AND 999", name=op.f("ck_script_line_position")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_script_line_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_script_line_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_script_line_invitation_id_invitation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_line")),
        sa.UniqueConstraint("ceremony_id", "position", name=op.f("uq_script_line_ceremony_id_position")),
    )
    for column in (
        "ceremony_id",
        "edition_id",
        "invitation_id",
    ):
        op.create_index(op.f(f"ix_script_line_{column}"), "script_line", [column])


def _stage_item_check() -> None:
    op.create_table(
        "stage_item_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stage_item.id"], name=op.f("fk_stage_item_check_item_id_stage_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_stage_item_check_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_item_check")),
    )
    for column in ("item_id",):
        op.create_index(op.f(f"ix_stage_item_check_{column}"), "stage_item_check", [column])
