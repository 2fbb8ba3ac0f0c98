"""Write down which pass was checked at which gate, by whom, and with what answer.

A later migration that rebuilds this table on SQLite (batch mode) loses its triggers and must make them again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"


def upgrade() -> None:
    op.create_table(
        "pass_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("serial", sa.String(length=11), nullable=False),
        sa.Column("pass_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=4), nullable=False),
        sa.Column("opens", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_check")),
    )
    for column in ("edition_id", "pass_id"):
        op.create_index(op.f(f"ix_pass_check_{column}"), "pass_check", [column])
    _protect_on_postgresql() if op.get_bind().dialect.name == "postgresql" else _protect_on_sqlite()


def _protect_on_postgresql() -> None:
    for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER pass_check_{name} BEFORE {event} ON pass_check "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
        )


def _protect_on_sqlite() -> None:
    refusal = "SELECT RAISE(ABORT, 'pass_check is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER pass_check_no_{event.lower()} BEFORE {event} ON pass_check BEGIN {refusal} END")
    op.execute(
        "CREATE TRIGGER pass_check_no_replace BEFORE INSERT ON pass_check "
        f"WHEN EXISTS (SELECT 1 FROM pass_check WHERE id = NEW.id) BEGIN {refusal} END"
    )


def downgrade() -> None:
    op.drop_table("pass_check")
