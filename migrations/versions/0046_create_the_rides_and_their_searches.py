"""Create the rides with their stops, who is away, the searches for rides, and what can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def _of_edition(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["edition_id"], ["edition.id"], name=op.f(f"fk_{table}_edition_id_edition"), ondelete="CASCADE"
    )


def _by(table: str, column: str, to: str, ondelete: str = "SET NULL") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "ride_book",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _of_edition("ride_book"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_book")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_ride_book_edition_id")),
    )
    op.create_index(op.f("ix_ride_book_edition_id"), "ride_book", ["edition_id"])
    _rides()
    _searches()
    op.create_table(
        "ride_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _of_edition("ride_change"),
        _by("ride_change", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_change")),
    )
    op.create_index(op.f("ix_ride_change_edition_id"), "ride_change", ["edition_id"])
    op.create_index("ix_ride_change_person", "ride_change", ["edition_id", "user_id"])


def _rides() -> None:
    op.create_table(
        "ride",
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_ride_hours")),
        _of_edition("ride"),
        _by("ride", "vehicle_id", "vehicle", "RESTRICT"),
        _by("ride", "driver_id", "driver", "RESTRICT"),
        _by("ride", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride")),
        sqlite_autoincrement=True,
    )
    for column in ("driver_id", "edition_id", "vehicle_id"):
        op.create_index(op.f(f"ix_ride_{column}"), "ride", [column])
    op.create_index("ix_ride_edition_id_starts", "ride", ["edition_id", "starts"])
    op.create_table(
        "ride_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ride_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("boards", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("luggage", sa.Integer(), nullable=False),
        sa.Column("arrives", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("departs", sa.DateTime(timezone=True), nullable=False),
        _by("ride_stop", "ride_id", "ride", "CASCADE"),
        _by("ride_stop", "transfer_id", "transfer", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_stop")),
        sa.UniqueConstraint("ride_id", "position", name=op.f("uq_ride_stop_ride_id_position")),
    )
    op.create_index(op.f("ix_ride_stop_transfer_id"), "ride_stop", ["transfer_id"])
    op.create_table(
        "outage",
        sa.Column("vehicle_id", sa.Integer(), nullable=True),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(vehicle_id IS NULL) <> (driver_id IS NULL)", name=op.f("ck_outage_whose")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_outage_hours")),
        _of_edition("outage"),
        _by("outage", "vehicle_id", "vehicle", "CASCADE"),
        _by("outage", "driver_id", "driver", "CASCADE"),
        _by("outage", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )
    for column in ("driver_id", "edition_id", "vehicle_id"):
        op.create_index(op.f(f"ix_outage_{column}"), "outage", [column])


def _searches() -> None:
    op.create_table(
        "ride_run",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("course", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("outline", sa.JSON(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f("ck_ride_run_decision")),
        sa.CheckConstraint("kind IN ('build', 'repair')", name=op.f("ck_ride_run_kind")),
        _of_edition("ride_run"),
        _by("ride_run", "job_id", "job"),
        _by("ride_run", "user_id", "user"),
        _by("ride_run", "decided_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_run")),
    )
    op.create_index(op.f("ix_ride_run_edition_id"), "ride_run", ["edition_id"])
    op.create_index(op.f("ix_ride_run_job_id"), "ride_run", ["job_id"])


def downgrade() -> None:
    for table in ("ride_change", "ride_run", "outage", "ride_stop", "ride", "ride_book"):
        op.drop_table(table)
