"""The database itself refuses a stage, troupe or person in two places at once in a released plan."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

# End-exclusive: a show may begin at the minute another ends. SQLite keeps moments as text of one width, which
# compares as time does.
OVERLAP = """
    SELECT RAISE(ABORT, 'double booking')
    WHERE EXISTS (
        SELECT 1 FROM exclusive_use AS held
        WHERE held.edition_id = NEW.edition_id AND held.kind = NEW.kind AND held.holder_id = NEW.holder_id
          AND held.id <> coalesce(NEW.id, -1) AND held.starts < NEW.ends AND NEW.starts < held.ends
    );
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(
            "ALTER TABLE exclusive_use ADD CONSTRAINT ex_exclusive_use_double_booking EXCLUDE USING gist "
            "(edition_id WITH =, kind WITH =, holder_id WITH =, tstzrange(starts, ends) WITH &&) "
            "DEFERRABLE INITIALLY IMMEDIATE"
        )
        return
    for event in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER exclusive_use_before_{event.lower()} BEFORE {event} ON exclusive_use BEGIN {OVERLAP} END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE exclusive_use DROP CONSTRAINT ex_exclusive_use_double_booking")
        return
    op.execute("DROP TRIGGER exclusive_use_before_insert")
    op.execute("DROP TRIGGER exclusive_use_before_update")
