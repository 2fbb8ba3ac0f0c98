"""Release what delegations do and who goes along, and follow it in calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"

KEPT = ("guest_release", "released_occasion")
_KINDS_BEFORE = "kind IN ('troupe', 'stage', 'venue', 'public', 'officer', 'post', 'sector', 'vehicle', 'rides')"
_KINDS = _KINDS_BEFORE.replace("'rides'", "'rides', 'escort', 'delegation'")


def upgrade() -> None:
    _releases()
    _occasions()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()
    _kinds_of_feeds(_KINDS)


def _releases() -> None:
    op.create_table(
        "guest_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f("fk_guest_release_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_guest_release_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_release")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_guest_release_edition_id_number")),
    )
    op.create_index(op.f("ix_guest_release_edition_id"), "guest_release", ["edition_id"])


def _occasions() -> None:
    release = "fk_released_occasion_release_id_guest_release"
    op.create_table(
        "released_occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escorts", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_released_occasion_span")),
        sa.ForeignKeyConstraint(["release_id"], ["guest_release.id"], op.f(release), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_occasion")),
        sa.UniqueConstraint(
            "release_id", "delegation_id", "key", name=op.f("uq_released_occasion_release_id_delegation_id_key")
        ),
    )
    op.create_index("ix_released_occasion_delegation", "released_occasion", ["delegation_id", "release_id"])


def _guard_on_postgresql() -> None:
    for table in KEPT:
        for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
            )


def _guard_on_sqlite() -> None:
    for table in KEPT:
        refusal = f"SELECT RAISE(ABORT, '{table} is written once');"
        for event in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} BEGIN {refusal} END")
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN {refusal} END"
        )


def _kinds_of_feeds(kinds: str) -> None:
    with op.batch_alter_table("feed") as table:
        table.drop_constraint(op.f("ck_feed_kind"), type_="check")
        table.create_check_constraint(op.f("ck_feed_kind"), kinds)


def downgrade() -> None:
    op.execute("DELETE FROM feed WHERE kind IN ('escort', 'delegation')")
    _kinds_of_feeds(_KINDS_BEFORE)
    for table in reversed(KEPT):
        op.drop_table(table)
