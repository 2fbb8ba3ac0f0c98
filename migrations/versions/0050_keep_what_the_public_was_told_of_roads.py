"""Keep what the public was told of roads: notices that are numbered and written once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"

NOTICE = "road_notice"


def upgrade() -> None:
    op.create_table(
        NOTICE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f("fk_road_notice_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_road_notice_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_notice")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_road_notice_edition_id_number")),
    )
    op.create_index(op.f("ix_road_notice_edition_id"), NOTICE, ["edition_id"])
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _guard_on_postgresql() -> None:
    op.execute(
        f"CREATE TRIGGER {NOTICE}_is_kept BEFORE UPDATE OR DELETE ON {NOTICE} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_alteration()"
    )
    op.execute(
        f"CREATE TRIGGER {NOTICE}_is_not_emptied BEFORE TRUNCATE ON {NOTICE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration()"
    )


def _guard_on_sqlite() -> None:
    refusal = f"SELECT RAISE(ABORT, '{NOTICE} is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {NOTICE}_no_{event.lower()} BEFORE {event} ON {NOTICE} BEGIN {refusal} END")
    op.execute(
        f"CREATE TRIGGER {NOTICE}_no_replace BEFORE INSERT ON {NOTICE} "
        f"WHEN EXISTS (SELECT 1 FROM {NOTICE} WHERE id = NEW.id) BEGIN {refusal} END"
    )


def downgrade() -> None:
    op.drop_table(NOTICE)
