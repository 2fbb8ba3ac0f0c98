"""Create guests, their delegations and groups, how they come and where they stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    _guest_group()
    _precedence_set()
    _precedence_group()
    _guest_place()
    _allotment()
    _delegation()
    _guest()
    _leg()
    _lodging()


def _guest_group() -> None:
    op.create_table(
        "guest_group",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("seats", sa.String(length=200), nullable=False),
        sa.Column("seated", sa.Boolean(), nullable=False),
        sa.Column("greeted", sa.Boolean(), nullable=False),
        sa.Column("liaison", sa.Boolean(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("vehicle", sa.String(length=200), nullable=False),
        sa.Column("lodging", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("side IN ('host', 'guest')", name=op.f("ck_guest_group_side")),
        sa.CheckConstraint("fewest >= 0 AND most >= fewest", name=op.f("ck_guest_group_count")),
        sa.CheckConstraint("lodging BETWEEN 0 AND 5", name=op.f("ck_guest_group_lodging")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_guest_group_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_group")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_guest_group_edition_id_code")),
    )
    for column in (
        "edition_id",
        "folded",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_guest_group_{column}"), "guest_group", [column])


def _precedence_set() -> None:
    op.create_table(
        "precedence_set",
        sa.Column("guest_side", sa.String(length=10), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("even", sa.String(length=10), nullable=False),
        sa.Column("interpreters", sa.String(length=10), nullable=False),
        sa.Column("ties", sa.JSON(), nullable=False),
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
        sa.CheckConstraint("even IN ('left', 'right')", name=op.f("ck_precedence_set_even")),
        sa.CheckConstraint("first IN ('centre', 'aisle')", name=op.f("ck_precedence_set_first")),
        sa.CheckConstraint("guest_side IN ('left', 'right')", name=op.f("ck_precedence_set_guest_side")),
        sa.CheckConstraint("interpreters IN ('beside', 'behind')", name=op.f("ck_precedence_set_interpreters")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_precedence_set_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence_set")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_precedence_set_edition_id_name")),
    )
    for column in (
        "edition_id",
        "folded",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_precedence_set_{column}"), "precedence_set", [column])


def _precedence_group() -> None:
    op.create_table(
        "precedence_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("precedence_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["guest_group.id"], name=op.f("fk_precedence_group_group_id_guest_group"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["precedence_id"],
            ["precedence_set.id"],
            name=op.f("fk_precedence_group_precedence_id_precedence_set"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence_group")),
        sa.UniqueConstraint("precedence_id", "group_id", name=op.f("uq_precedence_group_precedence_id_group_id")),
    )
    for column in (
        "group_id",
        "precedence_id",
    ):
        op.create_index(op.f(f"ix_precedence_group_{column}"), "precedence_group", [column])


def _guest_place() -> None:
    op.create_table(
        "guest_place",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=80), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
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
            "kind IN ('hotel', 'airport', 'station', 'border', 'venue', 'other')", name=op.f("ck_guest_place_kind")
        ),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_guest_place_stars")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_guest_place_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_guest_place_venue_id_venue"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_place")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_guest_place_edition_id_name")),
    )
    for column in (
        "edition_id",
        "folded",
        "sort_key",
        "venue_id",
    ):
        op.create_index(op.f(f"ix_guest_place_{column}"), "guest_place", [column])


def _allotment() -> None:
    op.create_table(
        "allotment",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=False),
        sa.Column("step_free", sa.Integer(), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("last_night", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("kind IN ('single', 'double', 'suite')", name=op.f("ck_allotment_kind")),
        sa.CheckConstraint("last_night >= first_night", name=op.f("ck_allotment_nights")),
        sa.CheckConstraint("rooms > 0", name=op.f("ck_allotment_rooms")),
        sa.CheckConstraint("step_free BETWEEN 0 AND rooms", name=op.f("ck_allotment_step_free")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_allotment_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["guest_place.id"], name=op.f("fk_allotment_place_id_guest_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allotment")),
        sa.UniqueConstraint("place_id", "kind", "first_night", name=op.f("uq_allotment_place_id_kind_first_night")),
    )
    for column in (
        "edition_id",
        "place_id",
    ):
        op.create_index(op.f(f"ix_allotment_{column}"), "allotment", [column])


def _delegation() -> None:
    op.create_table(
        "delegation",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=80), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
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
        sa.CheckConstraint("people > 0", name=op.f("ck_delegation_people")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_delegation_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["guest_group.id"], name=op.f("fk_delegation_group_id_guest_group"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_delegation_party_id_party"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_delegation_edition_id_code")),
    )
    for column in (
        "edition_id",
        "folded",
        "group_id",
        "host_id",
        "party_id",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_delegation_{column}"), "delegation", [column])


def _guest() -> None:
    op.create_table(
        "guest",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position_in_group", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("address_en", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=300), nullable=False),
        sa.Column("office_en", sa.String(length=300), nullable=False),
        sa.Column("office_since", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=80), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("diet", sa.String(length=300), nullable=False),
        sa.Column("access_needs", sa.String(length=300), nullable=False),
        sa.Column("gifts", sa.Boolean(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=True),
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
        sa.CheckConstraint("position >= 1", name=op.f("ck_guest_position")),
        sa.CheckConstraint("position_in_group >= 1", name=op.f("ck_guest_position_in_group")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_guest_delegation_id_delegation"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_guest_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["guest_group.id"], name=op.f("fk_guest_group_id_guest_group"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["host_id"], ["guest.id"], name=op.f("fk_guest_host_id_guest"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_guest_edition_id_code")),
    )
    for column in (
        "delegation_id",
        "edition_id",
        "folded",
        "group_id",
        "host_id",
        "sort_key",
    ):
        op.create_index(op.f(f"ix_guest_{column}"), "guest", [column])
    with op.batch_alter_table("delegation") as delegation:
        delegation.create_foreign_key(
            op.f("fk_delegation_host_id_guest"), "guest", ["host_id"], ["id"], ondelete="SET NULL"
        )


def _leg() -> None:
    op.create_table(
        "leg",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("luggage", sa.Integer(), nullable=False),
        sa.Column("formalities", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("mode IN ('flight', 'train', 'road', 'border')", name=op.f("ck_leg_mode")),
        sa.CheckConstraint("state IN ('planned', 'confirmed', 'late', 'cancelled')", name=op.f("ck_leg_state")),
        sa.CheckConstraint("way IN ('arrival', 'departure')", name=op.f("ck_leg_way")),
        sa.CheckConstraint("people > 0 AND luggage >= 0", name=op.f("ck_leg_load")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_leg_delegation_id_delegation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_leg_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], name=op.f("fk_leg_guest_id_guest"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["place_id"], ["guest_place.id"], name=op.f("fk_leg_place_id_guest_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leg")),
        sqlite_autoincrement=True,
    )
    for column in (
        "delegation_id",
        "edition_id",
        "guest_id",
        "place_id",
    ):
        op.create_index(op.f(f"ix_leg_{column}"), "leg", [column])


def _lodging() -> None:
    op.create_table(
        "lodging",
        sa.Column("guest_id", sa.Integer(), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("last_night", sa.Date(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=80), nullable=False),
        sa.Column("shares_with_id", sa.Integer(), nullable=True),
        sa.Column("allotment_id", sa.Integer(), nullable=True),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("guest_id <> shares_with_id", name=op.f("ck_lodging_two_guests")),
        sa.CheckConstraint("last_night >= first_night", name=op.f("ck_lodging_nights")),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_lodging_stars")),
        sa.ForeignKeyConstraint(
            ["allotment_id"], ["allotment.id"], name=op.f("fk_lodging_allotment_id_allotment"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_lodging_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], name=op.f("fk_lodging_guest_id_guest"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["shares_with_id"], ["guest.id"], name=op.f("fk_lodging_shares_with_id_guest"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lodging")),
        sa.UniqueConstraint("guest_id", "first_night", name=op.f("uq_lodging_guest_id_first_night")),
    )
    for column in (
        "allotment_id",
        "edition_id",
        "guest_id",
        "shares_with_id",
    ):
        op.create_index(op.f(f"ix_lodging_{column}"), "lodging", [column])
