"""create editions and places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("cutoff", sa.Time(), nullable=False),
        sa.Column("grid", sa.Integer(), nullable=False),
        sa.Column("travel_mode", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
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
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_edition_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("slug", name=op.f("uq_edition_slug")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "venue",
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_venue_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_venue_longitude")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_venue_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_venue_edition_id_name")),
    )
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_venue_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_venue_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_venue_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "equipment",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("stock >= 0", name=op.f("ck_equipment_stock")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_equipment_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_equipment_venue_id_venue"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("edition_id", "name", "venue_id", name=op.f("uq_equipment_edition_id_name_venue_id")),
    )
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=14), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("outdoor", sa.Boolean(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("features", sa.String(length=300), nullable=False),
        sa.Column("changeover", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=200), nullable=False),
        sa.Column("contact_point", sa.String(length=200), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_stage_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_stage_venue_id_venue"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_stage_edition_id_name")),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "travel",
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_travel_minutes")),
        sa.CheckConstraint("origin_id <> destination_id", name=op.f("ck_travel_two_venues")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["venue.id"], name=op.f("fk_travel_destination_id_venue"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_travel_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["venue.id"], name=op.f("fk_travel_origin_id_venue"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel")),
        sa.UniqueConstraint("origin_id", "destination_id", name=op.f("uq_travel_origin_id_destination_id")),
    )
    with op.batch_alter_table("travel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_destination_id"), ["destination_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_travel_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_travel_origin_id"), ["origin_id"], unique=False)

    op.create_table(
        "neighbours",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_neighbours_two_stages")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_neighbours_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["stage.id"], name=op.f("fk_neighbours_first_id_stage"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["stage.id"], name=op.f("fk_neighbours_second_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbours")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_neighbours_first_id_second_id")),
    )
    with op.batch_alter_table("neighbours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_neighbours_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_neighbours_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_neighbours_second_id"), ["second_id"], unique=False)

    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_opening_hours_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_hours_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "quiet_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("loudest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_quiet_hours_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_hours")),
    )
    with op.batch_alter_table("quiet_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiet_hours_stage_id"), ["stage_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("quiet_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiet_hours_stage_id"))

    op.drop_table("quiet_hours")
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opening_hours_stage_id"))

    op.drop_table("opening_hours")
    with op.batch_alter_table("neighbours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_neighbours_second_id"))
        batch_op.drop_index(batch_op.f("ix_neighbours_first_id"))
        batch_op.drop_index(batch_op.f("ix_neighbours_edition_id"))

    op.drop_table("neighbours")
    with op.batch_alter_table("travel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_travel_origin_id"))
        batch_op.drop_index(batch_op.f("ix_travel_edition_id"))
        batch_op.drop_index(batch_op.f("ix_travel_destination_id"))

    op.drop_table("travel")
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_venue_id"))
        batch_op.drop_index(batch_op.f("ix_stage_sort_key"))
        batch_op.drop_index(batch_op.f("ix_stage_folded"))
        batch_op.drop_index(batch_op.f("ix_stage_edition_id"))

    op.drop_table("stage")
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_venue_id"))
        batch_op.drop_index(batch_op.f("ix_equipment_sort_key"))
        batch_op.drop_index(batch_op.f("ix_equipment_folded"))
        batch_op.drop_index(batch_op.f("ix_equipment_edition_id"))

    op.drop_table("equipment")
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_venue_sort_key"))
        batch_op.drop_index(batch_op.f("ix_venue_folded"))
        batch_op.drop_index(batch_op.f("ix_venue_edition_id"))

    op.drop_table("venue")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_sort_key"))
        batch_op.drop_index(batch_op.f("ix_edition_folded"))

    op.drop_table("edition")
