"""Tie the places of guests to those of rides, and delegations to their transfers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    _guest_stop()
    _guest_transfer()


def _guest_stop() -> None:
    op.create_table(
        "guest_stop",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("ride_place_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("guest_stop", "edition", "CASCADE"),
        _tie("guest_stop", "guest_place", "CASCADE", "place_id"),
        _tie("guest_stop", "ride_place", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_stop")),
        sa.UniqueConstraint("place_id", name=op.f("uq_guest_stop_place_id")),
    )
    for column in ("edition_id", "ride_place_id"):
        op.create_index(op.f(f"ix_guest_stop_{column}"), "guest_stop", [column])


def _guest_transfer() -> None:
    op.create_table(
        "guest_transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("leg_id", sa.Integer(), nullable=True),
        sa.Column("ceremony_id", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("guest_transfer", "edition", "CASCADE"),
        _tie("guest_transfer", "transfer", "CASCADE"),
        _tie("guest_transfer", "delegation", "SET NULL"),
        _tie("guest_transfer", "leg", "SET NULL"),
        _tie("guest_transfer", "ceremony", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_transfer")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_guest_transfer_edition_id_key")),
        sa.UniqueConstraint("transfer_id", name=op.f("uq_guest_transfer_transfer_id")),
    )
    for column in ("ceremony_id", "delegation_id", "edition_id", "leg_id"):
        op.create_index(op.f(f"ix_guest_transfer_{column}"), "guest_transfer", [column])


def _tie(table: str, target: str, ondelete: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{target}_id"
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    op.drop_table("guest_transfer")
    op.drop_table("guest_stop")
