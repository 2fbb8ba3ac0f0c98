"""Create ceremonies, their chairs, invitations and answers, and what delegations do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    _ceremony()
    _seat_block()
    _seat_block_group()
    _invitation()
    _reply()
    _seat_tie()
    _engagement()


def _ceremony() -> None:
    op.create_table(
        "ceremony",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("precedence_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("doors", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("camera", sa.String(length=10), nullable=False),
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
        sa.CheckConstraint("camera IN ('', 'left', 'right')", name=op.f("ck_ceremony_camera")),
        sa.CheckConstraint(
            "kind IN ('opening', 'closing', 'rite', 'banquet', 'meeting', 'other')", name=op.f("ck_ceremony_kind")
        ),
        sa.CheckConstraint("(performance_id IS NULL) = (starts IS NOT NULL)", name=op.f("ck_ceremony_hours")),
        sa.CheckConstraint("(starts IS NULL) = (ends IS NULL)", name=op.f("ck_ceremony_whole_hours")),
        sa.CheckConstraint("doors > closed AND closed >= 0 AND doors <= 720", name=op.f("ck_ceremony_doors")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_ceremony_span")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_ceremony_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["host_id"], ["guest.id"], name=op.f("fk_ceremony_host_id_guest"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_ceremony_performance_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["guest_place.id"], name=op.f("fk_ceremony_place_id_guest_place"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["precedence_id"],
            ["precedence_set.id"],
            name=op.f("fk_ceremony_precedence_id_precedence_set"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_ceremony_edition_id_name")),
    )
    for column in (
        "edition_id",
        "folded",
        "host_id",
        "performance_id",
        "place_id",
        "precedence_id",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_ceremony_{column}"), "ceremony", [column])


def _seat_block() -> None:
    op.create_table(
        "seat_block",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("lies", sa.String(length=10), nullable=False),
        sa.Column("first_row", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("aisle", sa.String(length=10), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("step_free", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("aisle IN ('none', 'inner', 'outer', 'both')", name=op.f("ck_seat_block_aisle")),
        sa.CheckConstraint("lies IN ('left', 'across', 'right')", name=op.f("ck_seat_block_lies")),
        sa.CheckConstraint("side IN ('', 'host', 'guest', 'parted')", name=op.f("ck_seat_block_side")),
        sa.CheckConstraint("first_row BETWEEN 1 AND 100", name=op.f("ck_seat_block_first_row")),
        sa.CheckConstraint("rows BETWEEN 1 AND 60 AND places BETWEEN 1 AND 80", name=op.f("ck_seat_block_size")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_seat_block_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_seat_block_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_block")),
        sa.UniqueConstraint("ceremony_id", "code", name=op.f("uq_seat_block_ceremony_id_code")),
    )
    for column in (
        "ceremony_id",
        "edition_id",
    ):
        op.create_index(op.f(f"ix_seat_block_{column}"), "seat_block", [column])


def _seat_block_group() -> None:
    op.create_table(
        "seat_block_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["seat_block.id"], name=op.f("fk_seat_block_group_block_id_seat_block"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["guest_group.id"], name=op.f("fk_seat_block_group_group_id_guest_group"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_block_group")),
        sa.UniqueConstraint("block_id", "group_id", name=op.f("uq_seat_block_group_block_id_group_id")),
    )
    for column in (
        "block_id",
        "group_id",
    ):
        op.create_index(op.f(f"ix_seat_block_group_{column}"), "seat_block_group", [column])


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("escort_id", sa.Integer(), nullable=True),
        sa.Column("card", sa.String(length=20), nullable=False),
        sa.Column("speaker", sa.Boolean(), nullable=False),
        sa.Column("on_camera", sa.Boolean(), nullable=False),
        sa.Column("stands_for_id", sa.Integer(), nullable=True),
        sa.Column("interprets_for_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("(guest_id IS NULL) = (escort_id IS NOT NULL)", name=op.f("ck_invitation_one_person")),
        sa.CheckConstraint("interprets_for_id <> guest_id", name=op.f("ck_invitation_interprets_for")),
        sa.CheckConstraint("stands_for_id <> guest_id", name=op.f("ck_invitation_stands_for")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_invitation_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_invitation_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["escort_id"], ["escort.id"], name=op.f("fk_invitation_escort_id_escort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["guest_id"], ["guest.id"], name=op.f("fk_invitation_guest_id_guest"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["interprets_for_id"],
            ["guest.id"],
            name=op.f("fk_invitation_interprets_for_id_guest"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["stands_for_id"],
            ["guest.id"],
            name=op.f("fk_invitation_stands_for_id_guest"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("ceremony_id", "escort_id", name=op.f("uq_invitation_ceremony_id_escort_id")),
        sa.UniqueConstraint("ceremony_id", "guest_id", name=op.f("uq_invitation_ceremony_id_guest_id")),
        sqlite_autoincrement=True,
    )
    for column in (
        "ceremony_id",
        "edition_id",
        "escort_id",
        "guest_id",
        "interprets_for_id",
        "stands_for_id",
    ):
        op.create_index(op.f(f"ix_invitation_{column}"), "invitation", [column])


def _reply() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.CheckConstraint("kind IN ('sent', 'accepted', 'regretted')", name=op.f("ck_reply_kind")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_reply_invitation_id_invitation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_reply_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    for column in ("invitation_id",):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column])


def _seat_tie() -> None:
    op.create_table(
        "seat_tie",
        sa.Column("ceremony_id", sa.Integer(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("chairs", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("chairs BETWEEN 0 AND 50", name=op.f("ck_seat_tie_between")),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_seat_tie_two_guests")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_seat_tie_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_seat_tie_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["guest.id"], name=op.f("fk_seat_tie_first_id_guest"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["guest.id"], name=op.f("fk_seat_tie_second_id_guest"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_tie")),
        sa.UniqueConstraint(
            "ceremony_id", "first_id", "second_id", name=op.f("uq_seat_tie_ceremony_id_first_id_second_id")
        ),
    )
    for column in (
        "ceremony_id",
        "edition_id",
        "first_id",
        "second_id",
    ):
        op.create_index(op.f(f"ix_seat_tie_{column}"), "seat_tie", [column])


def _engagement() -> None:
    op.create_table(
        "engagement",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("leg_id", sa.Integer(), nullable=True),
        sa.Column("ceremony_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("liaisons", sa.Integer(), nullable=False),
        sa.Column("interpreters", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
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
        sa.CheckConstraint(
            "kind IN ('arrival', 'ceremony', 'meeting', 'meal', 'visit', 'departure', 'other')",
            name=op.f("ck_engagement_kind"),
        ),
        sa.CheckConstraint(
            "(leg_id IS NOT NULL OR ceremony_id IS NOT NULL) = (starts IS NULL)", name=op.f("ck_engagement_hours")
        ),
        sa.CheckConstraint("(starts IS NULL) = (ends IS NULL)", name=op.f("ck_engagement_whole_hours")),
        sa.CheckConstraint("before BETWEEN 0 AND 720 AND after BETWEEN 0 AND 720", name=op.f("ck_engagement_around")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_engagement_span")),
        sa.CheckConstraint("leg_id IS NULL OR ceremony_id IS NULL", name=op.f("ck_engagement_one_cause")),
        sa.CheckConstraint("liaisons >= 0 AND interpreters >= 0", name=op.f("ck_engagement_needs")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_engagement_ceremony_id_ceremony"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_engagement_delegation_id_delegation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_engagement_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["leg_id"], ["leg.id"], name=op.f("fk_engagement_leg_id_leg"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["place_id"], ["guest_place.id"], name=op.f("fk_engagement_place_id_guest_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sqlite_autoincrement=True,
    )
    for column in (
        "ceremony_id",
        "delegation_id",
        "edition_id",
        "folded",
        "leg_id",
        "place_id",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_engagement_{column}"), "engagement", [column])
