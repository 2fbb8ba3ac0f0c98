"""Create the places, stays, vehicles, drivers and transfers of rides."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    _driver()
    _hours_of("driver")
    _ride_place()
    _stay()
    _vehicle()
    _hours_of("vehicle")
    _transfer()


def downgrade() -> None:
    for table in ("transfer", "vehicle_hours", "vehicle", "stay", "ride_place", "driver_hours", "driver"):
        op.drop_table(table)


def _driver() -> None:
    _create(
        "driver",
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("day_minutes", sa.Integer(), nullable=True),
        sa.Column("stretch_minutes", sa.Integer(), nullable=True),
        sa.Column("pause_minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("day_minutes BETWEEN 60 AND 1440", name=op.f("ck_driver_day")),
        sa.CheckConstraint("pause_minutes BETWEEN 0 AND 720", name=op.f("ck_driver_pause")),
        sa.CheckConstraint("stretch_minutes BETWEEN 30 AND 1440", name=op.f("ck_driver_stretch")),
        indexed=(),
    )


def _ride_place() -> None:
    _create(
        "ride_place",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("junction_id", sa.Integer(), nullable=False),
        sa.Column("approach", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "kind IN ('hotel', 'airport', 'station', 'depot', 'barracks', 'venue', 'other')",
            name=op.f("ck_ride_place_kind"),
        ),
        sa.CheckConstraint("approach BETWEEN 0 AND 600", name=op.f("ck_ride_place_approach")),
        sa.ForeignKeyConstraint(
            ["junction_id"], ["junction.id"], name=op.f("fk_ride_place_junction_id_junction"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_ride_place_venue_id_venue"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("venue_id", name=op.f("uq_ride_place_venue_id")),
        indexed=("junction_id", "venue_id"),
    )


def _stay() -> None:
    _create(
        "stay",
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("luggage", sa.Integer(), nullable=False),
        sa.Column("instruments", sa.Integer(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("arrives", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_place_id", sa.Integer(), nullable=True),
        sa.Column("arrival_number", sa.String(length=40), nullable=False),
        sa.Column("departs", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departure_place_id", sa.Integer(), nullable=True),
        sa.Column("departure_number", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("departs > arrives", name=op.f("ck_stay_span")),
        sa.CheckConstraint("luggage >= 0 AND instruments >= 0", name=op.f("ck_stay_luggage")),
        sa.CheckConstraint("people > 0", name=op.f("ck_stay_people")),
        sa.ForeignKeyConstraint(
            ["arrival_place_id"],
            ["ride_place.id"],
            name=op.f("fk_stay_arrival_place_id_ride_place"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["departure_place_id"],
            ["ride_place.id"],
            name=op.f("fk_stay_departure_place_id_ride_place"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["ride_place.id"], name=op.f("fk_stay_place_id_ride_place"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_stay_troupe_id_troupe"), ondelete="RESTRICT"
        ),
        indexed=("arrival_place_id", "departure_place_id", "place_id", "troupe_id"),
        sqlite_autoincrement=False,
    )


def _vehicle() -> None:
    _create(
        "vehicle",
        sa.Column("plate", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("luggage", sa.Integer(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("exempt", sa.Boolean(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("kind IN ('car', 'van', 'coach', 'bus', 'truck')", name=op.f("ck_vehicle_kind")),
        sa.CheckConstraint("seats >= 0 AND luggage >= 0", name=op.f("ck_vehicle_room")),
        sa.ForeignKeyConstraint(
            ["driver_id"], ["driver.id"], name=op.f("fk_vehicle_driver_id_driver"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["ride_place.id"], name=op.f("fk_vehicle_home_id_ride_place"), ondelete="RESTRICT"
        ),
        indexed=("driver_id", "home_id"),
    )


def _transfer() -> None:
    _create(
        "transfer",
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("for_whom", sa.String(length=200), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("luggage", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("destination_id", sa.Integer(), nullable=True),
        sa.Column("after_show_id", sa.Integer(), nullable=True),
        sa.Column("before_show_id", sa.Integer(), nullable=True),
        sa.Column("leg", sa.String(length=20), nullable=False),
        sa.Column("after_minutes", sa.Integer(), nullable=False),
        sa.Column("before_minutes", sa.Integer(), nullable=False),
        sa.Column("spread_minutes", sa.Integer(), nullable=False),
        sa.Column("pickup_starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pickup_ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivery_starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivery_ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("boarding", sa.Integer(), nullable=False),
        sa.Column("alighting", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("derived", sa.String(length=60), nullable=True),
        sa.Column("grounds", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(after_show_id IS NOT NULL OR before_show_id IS NOT NULL OR leg <> '') = (pickup_starts IS NULL)",
            name=op.f("ck_transfer_hours"),
        ),
        sa.CheckConstraint(
            "leg = '' OR (stay_id IS NOT NULL AND after_show_id IS NULL AND before_show_id IS NULL)",
            name=op.f("ck_transfer_of_a_stay"),
        ),
        sa.CheckConstraint("leg IN ('', 'arrival', 'departure')", name=op.f("ck_transfer_leg")),
        sa.CheckConstraint("troupe_id IS NOT NULL OR for_whom <> ''", name=op.f("ck_transfer_for_whom")),
        sa.CheckConstraint(
            "(pickup_starts IS NULL) = (delivery_ends IS NULL) AND (pickup_starts IS NULL) = (pickup_ends IS NULL)"
            " AND (pickup_starts IS NULL) = (delivery_starts IS NULL)",
            name=op.f("ck_transfer_whole_hours"),
        ),
        sa.CheckConstraint(
            "after_minutes BETWEEN 0 AND 720 AND before_minutes BETWEEN 0 AND 720", name=op.f("ck_transfer_around")
        ),
        sa.CheckConstraint("after_show_id <> before_show_id", name=op.f("ck_transfer_two_shows")),
        sa.CheckConstraint(
            "boarding BETWEEN 0 AND 120 AND alighting BETWEEN 0 AND 120", name=op.f("ck_transfer_stops")
        ),
        sa.CheckConstraint("delivery_ends >= pickup_starts", name=op.f("ck_transfer_order")),
        sa.CheckConstraint(
            "destination_id IS NOT NULL OR before_show_id IS NOT NULL OR stay_id IS NOT NULL",
            name=op.f("ck_transfer_destination"),
        ),
        sa.CheckConstraint("longest BETWEEN 1 AND 1440", name=op.f("ck_transfer_longest")),
        sa.CheckConstraint("origin_id <> destination_id", name=op.f("ck_transfer_two_places")),
        sa.CheckConstraint(
            "origin_id IS NOT NULL OR after_show_id IS NOT NULL OR stay_id IS NOT NULL", name=op.f("ck_transfer_origin")
        ),
        sa.CheckConstraint("people > 0 AND luggage >= 0", name=op.f("ck_transfer_load")),
        sa.CheckConstraint(
            "pickup_ends >= pickup_starts AND delivery_ends >= delivery_starts", name=op.f("ck_transfer_spans")
        ),
        sa.CheckConstraint("priority BETWEEN 1 AND 9", name=op.f("ck_transfer_priority")),
        sa.CheckConstraint("spread_minutes BETWEEN 0 AND 720", name=op.f("ck_transfer_spread")),
        sa.ForeignKeyConstraint(
            ["after_show_id"],
            ["performance.id"],
            name=op.f("fk_transfer_after_show_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["before_show_id"],
            ["performance.id"],
            name=op.f("fk_transfer_before_show_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["ride_place.id"],
            name=op.f("fk_transfer_destination_id_ride_place"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["ride_place.id"], name=op.f("fk_transfer_origin_id_ride_place"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_transfer_stay_id_stay"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_transfer_troupe_id_troupe"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("edition_id", "derived", name=op.f("uq_transfer_edition_id_derived")),
        indexed=("after_show_id", "before_show_id", "destination_id", "origin_id", "stay_id", "troupe_id"),
    )


def _create(table: str, *columns: Any, indexed: tuple[str, ...], sqlite_autoincrement: bool = True) -> None:
    """With what every named row of an edition has."""
    text = sa.String(length=600)
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", text, nullable=False),
        sa.Column("sort_key", text.with_variant(sa.String(length=600, collation="C"), "postgresql"), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f(f"fk_{table}_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("edition_id", "name", name=op.f(f"uq_{table}_edition_id_name")),
        sqlite_autoincrement=sqlite_autoincrement,
    )
    for column in ("edition_id", "folded", "sort_key", *indexed):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _hours_of(owner: str) -> None:
    table, key = f"{owner}_hours", f"{owner}_id"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(key, sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{owner}.id"], name=op.f(f"fk_{table}_{key}_{owner}"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{key}"), table, [key])
