"""Release agreed rehearsals with the programme, to their troupes and stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"

TABLE = "released_rehearsal"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("rehearsal_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("troupe_ids", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_released_rehearsal_span")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], op.f("fk_released_rehearsal_release_id_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_rehearsal")),
        sa.UniqueConstraint("release_id", "rehearsal_id", name=op.f("uq_released_rehearsal_release_id_rehearsal_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _guard_on_postgresql() -> None:
    for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
        )


def _guard_on_sqlite() -> None:
    refusal = f"SELECT RAISE(ABORT, '{TABLE} is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} BEGIN {refusal} END")
    op.execute(
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) BEGIN {refusal} END"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
