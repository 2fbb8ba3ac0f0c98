"""Repair rosters, take changes back, and release rosters in which nobody is in two places at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

KEPT = ("roster_release", "released_duty")
# End-exclusive: relief begins at the minute at which the duty before ends.
OVERLAP = """
    SELECT RAISE(ABORT, 'double duty')
    WHERE EXISTS (
        SELECT 1 FROM released_duty AS held
        WHERE held.release_id = NEW.release_id AND held.officer_id = NEW.officer_id
          AND held.starts < NEW.ends AND NEW.starts < held.ends
    );
"""


def upgrade() -> None:
    _runs()
    _changes()
    _releases()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _runs() -> None:
    with op.batch_alter_table("roster_run") as table:
        table.add_column(sa.Column("kind", sa.String(length=10), nullable=False, server_default="build"))
        table.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        table.create_check_constraint(op.f("ck_roster_run_kind"), "kind IN ('build', 'repair')")


def _changes() -> None:
    op.create_table(
        "duty_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("ended", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        *_of_edition("duty_change"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_duty_change_user_id_user"), ondelete="SET NULL"),
    )
    op.create_index(op.f("ix_duty_change_edition_id"), "duty_change", ["edition_id"])
    op.create_index("ix_duty_change_person", "duty_change", ["edition_id", "user_id"])


def _releases() -> None:
    op.create_table(
        "roster_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("roster_revision", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("unled", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        *_of_edition("roster_release"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_roster_release_user_id_user"), ondelete="SET NULL"),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_roster_release_edition_id_number")),
    )
    op.create_index(op.f("ix_roster_release_edition_id"), "roster_release", ["edition_id"])
    op.create_table(
        "released_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_released_duty_span")),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["roster_release.id"],
            op.f("fk_released_duty_release_id_roster_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_duty")),
    )
    op.create_index("ix_released_duty_officer", "released_duty", ["release_id", "officer_id", "starts"])


def _guard_on_postgresql() -> None:
    op.execute(
        "ALTER TABLE released_duty ADD CONSTRAINT ex_released_duty_double_duty EXCLUDE USING gist "
        "(release_id WITH =, officer_id WITH =, tstzrange(starts, ends) WITH &&)"
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_alteration()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration()"
        )


def _guard_on_sqlite() -> None:
    op.execute(f"CREATE TRIGGER released_duty_before_insert BEFORE INSERT ON released_duty BEGIN {OVERLAP} END")
    for table in KEPT:
        refusal = f"SELECT RAISE(ABORT, '{table} is written once');"
        for event in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} BEGIN {refusal} END")
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN {refusal} END"
        )


def _of_edition(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    return (
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f(f"fk_{table}_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    for table in ("released_duty", "roster_release", "duty_change"):
        op.drop_table(table)
    with op.batch_alter_table("roster_run") as table:
        table.drop_constraint(op.f("ck_roster_run_kind"), type_="check")
        for column in ("left_out", "options", "kind"):
            table.drop_column(column)
