"""Keep when cars stop at the gates of ceremonies, and the searches for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0070"


def upgrade() -> None:
    _book()
    _changes()
    _searches()


def _book() -> None:
    op.create_table(
        "gate_arrivals",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.Column("badge", sa.Boolean(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("pins", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("gap BETWEEN 1 AND 30", name=op.f("ck_gate_arrivals_gap")),
        _tie("gate_arrivals", "ceremony_id", "ceremony", "CASCADE"),
        _tie("gate_arrivals", "edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_arrivals")),
        sa.UniqueConstraint("ceremony_id", name=op.f("uq_gate_arrivals_ceremony_id")),
    )
    op.create_index(op.f("ix_gate_arrivals_edition_id"), "gate_arrivals", ["edition_id"])


def _changes() -> None:
    op.create_table(
        "arrival_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("arrival_change", "ceremony_id", "ceremony", "CASCADE"),
        _tie("arrival_change", "user_id", "user", "SET NULL"),
        _tie("arrival_change", "edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_change")),
    )
    op.create_index("ix_arrival_change_ceremony", "arrival_change", ["ceremony_id", "revision"])
    op.create_index(op.f("ix_arrival_change_edition_id"), "arrival_change", ["edition_id"])


def _searches() -> None:
    op.create_table(
        "arrival_run",
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f("ck_arrival_run_decision")),
        sa.CheckConstraint("kind IN ('build', 'repair')", name=op.f("ck_arrival_run_kind")),
        _tie("arrival_run", "ceremony_id", "ceremony", "CASCADE"),
        _tie("arrival_run", "job_id", "job", "SET NULL"),
        _tie("arrival_run", "user_id", "user", "SET NULL"),
        _tie("arrival_run", "decided_by_id", "user", "SET NULL"),
        _tie("arrival_run", "edition_id", "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_run")),
    )
    for column in ("ceremony_id", "edition_id", "job_id"):
        op.create_index(op.f(f"ix_arrival_run_{column}"), "arrival_run", [column])


def _tie(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    for table in ("arrival_run", "arrival_change", "gate_arrivals"):
        op.drop_table(table)
