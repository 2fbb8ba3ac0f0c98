"""Create the roads with their junctions, parking places, stops and gates, and the closures of roads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "junction",
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
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
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_junction_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_junction_longitude")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_junction_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_junction")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_junction_edition_id_name")),
    )
    with op.batch_alter_table("junction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_junction_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_junction_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_junction_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "street",
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
            ["edition_id"], ["edition.id"], name=op.f("fk_street_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_street_edition_id_name")),
    )
    with op.batch_alter_table("street", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_street_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_street_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_street_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "gate",
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("junction_id", sa.Integer(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
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
            ["edition_id"], ["edition.id"], name=op.f("fk_gate_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["junction_id"], ["junction.id"], name=op.f("fk_gate_junction_id_junction"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_gate_venue_id_venue"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_gate_edition_id_name")),
    )
    with op.batch_alter_table("gate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_junction_id"), ["junction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "segment",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("street_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("one_way", sa.Boolean(), nullable=False),
        sa.Column("width", sa.Double(), nullable=True),
        sa.Column("geometry", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "kind IN ('street', 'bridge', 'floating bridge', 'square', 'walking street')", name=op.f("ck_segment_kind")
        ),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_segment_two_junctions")),
        sa.CheckConstraint("width > 0", name=op.f("ck_segment_width")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_segment_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["junction.id"], name=op.f("fk_segment_first_id_junction"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["junction.id"], name=op.f("fk_segment_second_id_junction"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["street_id"], ["street.id"], name=op.f("fk_segment_street_id_street"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_segment_edition_id_code")),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_second_id"), ["second_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_street_id"), ["street_id"], unique=False)

    op.create_table(
        "parking_place",
        sa.Column("users", sa.String(length=20), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("segment_id", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_parking_place_place")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_parking_place_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_parking_place_longitude")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_parking_place_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_parking_place_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parking_place")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_parking_place_edition_id_name")),
    )
    with op.batch_alter_table("parking_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parking_place_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parking_place_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_parking_place_segment_id"), ["segment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parking_place_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "stop_place",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("kind IN ('shuttle', 'coach', 'bus', 'ambulance')", name=op.f("ck_stop_place_kind")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_stop_place_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_stop_place_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_place")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_stop_place_edition_id_name")),
    )
    with op.batch_alter_table("stop_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stop_place_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stop_place_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_stop_place_segment_id"), ["segment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stop_place_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "closure",
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("vehicles", sa.JSON(), nullable=False),
        sa.Column("exemptions", sa.JSON(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("detour", sa.String(length=1000), nullable=False),
        sa.Column("detour_en", sa.String(length=1000), nullable=False),
        sa.Column("detour_approved_by", sa.String(length=200), nullable=False),
        sa.Column("detour_approved_on", sa.Date(), nullable=True),
        sa.Column("crew", sa.Integer(), nullable=True),
        sa.Column("barriers", sa.Integer(), nullable=True),
        sa.Column("permit_id", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("(performance_id IS NULL) <> (starts IS NULL)", name=op.f("ck_closure_hours")),
        sa.CheckConstraint("before BETWEEN 0 AND 2880 AND after BETWEEN 0 AND 2880", name=op.f("ck_closure_around")),
        sa.CheckConstraint("crew >= 0 AND barriers >= 0", name=op.f("ck_closure_needed")),
        sa.CheckConstraint("detour_approved_on IS NULL OR detour_approved_by <> ''", name=op.f("ck_closure_approval")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_closure_span")),
        sa.CheckConstraint("last_day IS NULL OR ends IS NOT NULL", name=op.f("ck_closure_series")),
        sa.CheckConstraint(
            "performance_id IS NULL OR (ends IS NULL AND last_day IS NULL)", name=op.f("ck_closure_followed")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_closure_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_closure_performance_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["permit_id"], ["permit.id"], name=op.f("fk_closure_permit_id_permit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_closure_edition_id_name")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_performance_id"), ["performance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_permit_id"), ["permit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "parking_capacity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parking_place_id", sa.Integer(), nullable=False),
        sa.Column("vehicle", sa.String(length=20), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_parking_capacity_places")),
        sa.ForeignKeyConstraint(
            ["parking_place_id"],
            ["parking_place.id"],
            name=op.f("fk_parking_capacity_parking_place_id_parking_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parking_capacity")),
        sa.UniqueConstraint("parking_place_id", "vehicle", name=op.f("uq_parking_capacity_parking_place_id_vehicle")),
    )
    with op.batch_alter_table("parking_capacity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parking_capacity_parking_place_id"), ["parking_place_id"], unique=False)

    op.create_table(
        "closure_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name=op.f("fk_closure_segment_closure_id_closure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_closure_segment_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_segment")),
        sa.UniqueConstraint("closure_id", "segment_id", name=op.f("uq_closure_segment_closure_id_segment_id")),
    )
    with op.batch_alter_table("closure_segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_segment_closure_id"), ["closure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_segment_segment_id"), ["segment_id"], unique=False)

    op.create_table(
        "detour_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name=op.f("fk_detour_segment_closure_id_closure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_detour_segment_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detour_segment")),
        sa.UniqueConstraint("closure_id", "segment_id", name=op.f("uq_detour_segment_closure_id_segment_id")),
    )
    with op.batch_alter_table("detour_segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_detour_segment_closure_id"), ["closure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_detour_segment_segment_id"), ["segment_id"], unique=False)

    op.create_table(
        "closure_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'agreed', 'announced', 'lifted', 'withdrawn')", name=op.f("ck_closure_state_state")
        ),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name=op.f("fk_closure_state_closure_id_closure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_closure_state_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_state")),
    )
    with op.batch_alter_table("closure_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_state_closure_id"), ["closure_id"], unique=False)


def downgrade() -> None:
    for table in (
        "closure_state",
        "detour_segment",
        "closure_segment",
        "parking_capacity",
        "closure",
        "stop_place",
        "parking_place",
    ):
        op.drop_table(table)
    for table in ("segment", "gate", "street", "junction"):
        op.drop_table(table)
