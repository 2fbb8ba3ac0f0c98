"""Keep searches for guests' rooms, what was taken over of them, and which rooms are fixed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    with op.batch_alter_table("lodging") as table:
        table.add_column(sa.Column("fixed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("lodging") as table:
        table.alter_column("fixed", server_default=None)
    _searches()
    _changes()


def _searches() -> None:
    op.create_table(
        "room_run",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("course", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f("ck_room_run_decision")),
        sa.CheckConstraint("kind IN ('open', 'all')", name=op.f("ck_room_run_kind")),
        _tie("room_run", "job_id", "job", "SET NULL"),
        _tie("room_run", "user_id", "user", "SET NULL"),
        _tie("room_run", "decided_by_id", "user", "SET NULL"),
        _tie("room_run", "edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_run")),
    )
    for column in ("edition_id", "job_id"):
        op.create_index(op.f(f"ix_room_run_{column}"), "room_run", [column])


def _changes() -> None:
    op.create_table(
        "room_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("room_change", "run_id", "room_run", "SET NULL"),
        _tie("room_change", "user_id", "user", "SET NULL"),
        _tie("room_change", "edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_change")),
    )
    op.create_index("ix_room_change_user", "room_change", ["edition_id", "user_id"])
    for column in ("edition_id", "run_id"):
        op.create_index(op.f(f"ix_room_change_{column}"), "room_change", [column])


def _tie(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    for table in ("room_change", "room_run"):
        op.drop_table(table)
    with op.batch_alter_table("lodging") as table:
        table.drop_column("fixed")
