"""History entries and releases are written once: no update, no removal, no replacement.

A later migration that rebuilds one of these tables on SQLite (batch mode) loses its triggers and must make them again.
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

TABLES = ("history_entry", "release", "released_item", "released_change")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
        )
    for table in TABLES:
        _protect_on_postgresql(table) if op.get_bind().dialect.name == "postgresql" else _protect_on_sqlite(table)


def _protect_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_alteration()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration()"
    )


def _protect_on_sqlite(table: str) -> None:
    refusal = f"SELECT RAISE(ABORT, '{table} is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} BEGIN {refusal} END")
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN {refusal} END"
    )


def downgrade() -> None:
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_is_kept ON {table}")
            op.execute(f"DROP TRIGGER {table}_is_not_emptied ON {table}")
        else:
            for event in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_no_{event}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_alteration()")
