"""Create the rehearsals, let transfers follow them, and keep which drafted transfers were taken over together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"

_AFTER = "after_show_id IS NOT NULL OR after_rehearsal_id IS NOT NULL"
_BEFORE = "before_show_id IS NOT NULL OR before_rehearsal_id IS NOT NULL"
_WAS = {
    "hours": "(after_show_id IS NOT NULL OR before_show_id IS NOT NULL OR leg <> '') = (pickup_starts IS NULL)",
    "of_a_stay": "leg = '' OR (stay_id IS NOT NULL AND after_show_id IS NULL AND before_show_id IS NULL)",
    "origin": "origin_id IS NOT NULL OR after_show_id IS NOT NULL OR stay_id IS NOT NULL",
    "destination": "destination_id IS NOT NULL OR before_show_id IS NOT NULL OR stay_id IS NOT NULL",
}
_IS = {
    "hours": f"({_AFTER} OR {_BEFORE} OR leg <> '') = (pickup_starts IS NULL)",
    "of_a_stay": f"leg = '' OR (stay_id IS NOT NULL AND NOT ({_AFTER}) AND NOT ({_BEFORE}))",
    "origin": f"origin_id IS NOT NULL OR {_AFTER} OR stay_id IS NOT NULL",
    "destination": f"destination_id IS NOT NULL OR {_BEFORE} OR stay_id IS NOT NULL",
}
_NEW = {
    "two_rehearsals": "after_rehearsal_id <> before_rehearsal_id",
    "after_one": "after_show_id IS NULL OR after_rehearsal_id IS NULL",
    "before_one": "before_show_id IS NULL OR before_rehearsal_id IS NULL",
    "moves_hours": "moves_with_id IS NULL OR pickup_starts IS NOT NULL",
}
_ENDS = ("after_rehearsal_id", "before_rehearsal_id")
_LINKS = (*((column, "rehearsal") for column in _ENDS), ("moves_with_id", "performance"))
# Ids of transfers that were removed are not given again.
_KEEPS_COUNTING = {"sqlite_autoincrement": True}


def upgrade() -> None:
    _rehearsal()
    _taking()
    with op.batch_alter_table("transfer", table_kwargs=_KEEPS_COUNTING) as transfer:
        for name in _WAS:
            transfer.drop_constraint(op.f(f"ck_transfer_{name}"), type_="check")
        transfer.add_column(sa.Column("moves_from", sa.DateTime(timezone=True), nullable=True))
        for column, table in _LINKS:
            transfer.add_column(sa.Column(column, sa.Integer(), nullable=True))
            transfer.create_foreign_key(
                op.f(f"fk_transfer_{column}_{table}"), table, [column], ["id"], ondelete="RESTRICT"
            )
            transfer.create_index(op.f(f"ix_transfer_{column}"), [column])
        for name, rule in (_IS | _NEW).items():
            transfer.create_check_constraint(op.f(f"ck_transfer_{name}"), rule)


def downgrade() -> None:
    follows = " OR ".join(f"{column} IS NOT NULL" for column in _ENDS)
    op.execute(f"DELETE FROM ride_stop WHERE transfer_id IN (SELECT id FROM transfer WHERE {follows})")
    op.execute(f"DELETE FROM transfer WHERE {follows}")
    with op.batch_alter_table("transfer", table_kwargs=_KEEPS_COUNTING) as transfer:
        for name in (*_IS, *_NEW):
            transfer.drop_constraint(op.f(f"ck_transfer_{name}"), type_="check")
        transfer.drop_column("moves_from")
        for column, table in _LINKS:
            transfer.drop_constraint(op.f(f"fk_transfer_{column}_{table}"), type_="foreignkey")
            transfer.drop_index(op.f(f"ix_transfer_{column}"))
            transfer.drop_column(column)
        for name, rule in _WAS.items():
            transfer.create_check_constraint(op.f(f"ck_transfer_{name}"), rule)
    op.drop_table("transfer_taking")
    op.drop_table("rehearsal")


def _rehearsal() -> None:
    text = sa.String(length=600)
    op.create_table(
        "rehearsal",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=True),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", text, nullable=False),
        sa.Column("sort_key", text.with_variant(sa.String(length=600, collation="C"), "postgresql"), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("(performance_id IS NULL) <> (work_id IS NULL)", name=op.f("ck_rehearsal_of_one")),
        sa.CheckConstraint("kind IN ('technical', 'dress', 'other')", name=op.f("ck_rehearsal_kind")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_rehearsal_minutes")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_rehearsal_edition_id_edition"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_rehearsal_{table}_id_{table}"), ondelete="RESTRICT"
            )
            for table in ("performance", "work", "stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_rehearsal_edition_id_name")),
        sqlite_autoincrement=True,
    )
    for column in ("edition_id", "folded", "sort_key", "performance_id", "work_id", "stage_id"):
        op.create_index(op.f(f"ix_rehearsal_{column}"), "rehearsal", [column])


def _taking() -> None:
    op.create_table(
        "transfer_taking",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_transfer_taking_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_transfer_taking_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_taking")),
    )
    op.create_index(op.f("ix_transfer_taking_edition_id"), "transfer_taking", ["edition_id"])
