"""Keep passports under lock, and who has opened which.

A later migration that rebuilds `passport_reading` on SQLite (batch mode) loses its triggers and must make them again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"

READING = "passport_reading"


def upgrade() -> None:
    _passport()
    _reading()
    if op.get_bind().dialect.name == "postgresql":
        for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {READING}_{name} BEFORE {event} ON {READING} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
            )
        return
    refusal = f"SELECT RAISE(ABORT, '{READING} is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {READING}_no_{event.lower()} BEFORE {event} ON {READING} BEGIN {refusal} END")
    op.execute(
        f"CREATE TRIGGER {READING}_no_replace BEFORE INSERT ON {READING} "
        f"WHEN EXISTS (SELECT 1 FROM {READING} WHERE id = NEW.id) BEGIN {refusal} END"
    )


def _passport() -> None:
    one = " + ".join(f"(CASE WHEN {who}_id IS NULL THEN 0 ELSE 1 END)" for who in ("troupe", "guest", "escort"))
    op.create_table(
        "passport",
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("escort_id", sa.Integer(), nullable=True),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("sealed", sa.String(length=4000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"{one} = 1", name=op.f("ck_passport_whose")),
        *(_tie(target) for target in ("edition", "troupe", "guest", "escort")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport")),
        sa.UniqueConstraint("guest_id", name=op.f("uq_passport_guest_id")),
        sa.UniqueConstraint("escort_id", name=op.f("uq_passport_escort_id")),
        sqlite_autoincrement=True,
    )
    for column in ("edition_id", "troupe_id"):
        op.create_index(op.f(f"ix_passport_{column}"), "passport", [column])


def _reading() -> None:
    op.create_table(
        READING,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("whose", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_reading")),
    )
    for column in ("edition_id", "passport_id"):
        op.create_index(op.f(f"ix_passport_reading_{column}"), READING, [column])


def _tie(target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_passport_{target}_id_{target}")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    op.drop_table(READING)
    op.drop_table("passport")
