"""Give officers with delegations a desk: their membership, what they saw and said, and how far a journey has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"

_HELD_ONCE = "uq_membership_user_id_edition_id_role_troupe_id_agency_id"
_HOLDERS = ["user_id", "edition_id", "role", "troupe_id", "agency_id"]
_KEEPS_COUNTING = {"sqlite_autoincrement": True}
_STATES_BEFORE = "state IN ('planned', 'confirmed', 'late', 'cancelled')"
_STATES = "state IN ('planned', 'confirmed', 'late', 'met', 'lodged', 'gone', 'cancelled')"


def upgrade() -> None:
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("escort_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_membership_escort_id_escort"), "escort", ["escort_id"], ["id"], ondelete="CASCADE"
        )
        table.drop_constraint(op.f(_HELD_ONCE), type_="unique")
        table.create_unique_constraint(op.f("uq_membership_held_once"), [*_HOLDERS, "escort_id"])
    with op.batch_alter_table("escort") as table:
        table.add_column(sa.Column("told_needs", sa.Boolean(), server_default=sa.false(), nullable=False))
    _states_of_legs(_STATES)
    _looks()
    _notes()


def _states_of_legs(states: str) -> None:
    with op.batch_alter_table("leg", table_kwargs=_KEEPS_COUNTING) as table:
        table.drop_constraint(op.f("ck_leg_state"), type_="check")
        table.create_check_constraint(op.f("ck_leg_state"), states)


def _looks() -> None:
    op.create_table(
        "escort_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escort_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("escort_look", "edition"),
        _tie("escort_look", "escort"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escort_look")),
        sa.UniqueConstraint("escort_id", name=op.f("uq_escort_look_escort_id")),
    )
    op.create_index(op.f("ix_escort_look_edition_id"), "escort_look", ["edition_id"])


def _notes() -> None:
    op.create_table(
        "escort_note",
        sa.Column("escort_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('delayed', 'help', 'other')", name=op.f("ck_escort_note_kind")),
        _tie("escort_note", "delegation"),
        _tie("escort_note", "edition"),
        _tie("escort_note", "escort"),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["user.id"], name=op.f("fk_escort_note_read_by_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escort_note")),
    )
    for column in ("delegation_id", "edition_id", "escort_id"):
        op.create_index(op.f(f"ix_escort_note_{column}"), "escort_note", [column])


def _tie(table: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{target}_id_{target}")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    op.drop_table("escort_note")
    op.drop_table("escort_look")
    op.execute("UPDATE leg SET state = 'confirmed' WHERE state IN ('met', 'lodged', 'gone')")
    _states_of_legs(_STATES_BEFORE)
    with op.batch_alter_table("escort") as table:
        table.drop_column("told_needs")
    op.execute("DELETE FROM membership WHERE role = 'liaison_officer'")
    with op.batch_alter_table("membership") as table:
        table.drop_constraint(op.f("uq_membership_held_once"), type_="unique")
        table.create_unique_constraint(op.f(_HELD_ONCE), _HOLDERS)
        table.drop_constraint(op.f("fk_membership_escort_id_escort"), type_="foreignkey")
        table.drop_column("escort_id")
