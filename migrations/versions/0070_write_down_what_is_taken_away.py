"""Write down what is taken away as a file, by whom, and how many rows of it.

A later migration that rebuilds one of these tables on SQLite (batch mode) loses its triggers and must make them again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0067"

TABLES = ("export", "exported_sheet")


def upgrade() -> None:
    _export()
    _sheet()
    for table in TABLES:
        _protect_on_postgresql(table) if op.get_bind().dialect.name == "postgresql" else _protect_on_sqlite(table)


def _export() -> None:
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index(op.f("ix_export_edition_id"), "export", ["edition_id"])


def _sheet() -> None:
    op.create_table(
        "exported_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=60), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["export.id"], name=op.f("fk_exported_sheet_export_id_export"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exported_sheet")),
    )
    for column in ("export_id", "sheet"):
        op.create_index(op.f(f"ix_exported_sheet_{column}"), "exported_sheet", [column])


def _protect_on_postgresql(table: str) -> None:
    for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
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
    for table in reversed(TABLES):
        op.drop_table(table)
