"""Release rides in which no vehicle and no driver is in two places at once, and follow them in calendars."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"

KEPT = ("ride_release", "released_ride", "released_ride_stop")
ALONE = ("vehicle", "driver")
KINDS_BEFORE = "kind IN ('troupe', 'stage', 'venue', 'public', 'officer', 'post', 'sector')"
KINDS = "kind IN ('troupe', 'stage', 'venue', 'public', 'officer', 'post', 'sector', 'vehicle', 'rides')"


def upgrade() -> None:
    _releases()
    _rides()
    _stops()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()
    _kinds_of_feeds(KINDS)


def _releases() -> None:
    op.create_table(
        "ride_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("rides_revision", sa.Integer(), nullable=False),
        sa.Column("unserved", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f("fk_ride_release_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_ride_release_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_release")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_ride_release_edition_id_number")),
    )
    op.create_index(op.f("ix_ride_release_edition_id"), "ride_release", ["edition_id"])


def _rides() -> None:
    op.create_table(
        "released_ride",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(f"{name}_id", sa.Integer(), nullable=False) for name in ("release", *ALONE)),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_moments("starts", "ends"),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_released_ride_span")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["ride_release.id"], op.f("fk_released_ride_release_id_ride_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_ride")),
        sa.UniqueConstraint("release_id", "number", name=op.f("uq_released_ride_release_id_number")),
    )
    for holder in ALONE:
        op.create_index(f"ix_released_ride_{holder}", "released_ride", ["release_id", f"{holder}_id", "starts"])


def _stops() -> None:
    numbers = ("ride_id", "position", "transfer_id", "people", "luggage")
    op.create_table(
        "released_ride_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("boards", sa.Boolean(), nullable=False),
        *_moments("arrives", "begins", "departs"),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("begins >= arrives AND departs >= begins", name=op.f("ck_released_ride_stop_order")),
        sa.ForeignKeyConstraint(
            ["ride_id"], ["released_ride.id"], op.f("fk_released_ride_stop_ride_id_released_ride"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_ride_stop")),
        sa.UniqueConstraint("ride_id", "position", name=op.f("uq_released_ride_stop_ride_id_position")),
    )
    op.create_index(op.f("ix_released_ride_stop_troupe_id"), "released_ride_stop", ["troupe_id"])


def _moments(*names: str) -> Iterator[sa.Column]:
    return (sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names)


def _guard_on_postgresql() -> None:
    for holder in ALONE:
        op.execute(
            f"ALTER TABLE released_ride ADD CONSTRAINT ex_released_ride_{holder} EXCLUDE USING gist "
            f"(release_id WITH =, {holder}_id WITH =, tstzrange(starts, ends) WITH &&)"
        )
    for table in KEPT:
        for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
            )


def _guard_on_sqlite() -> None:
    for holder in ALONE:
        # End-exclusive: a ride may begin at the minute at which the one before is back home.
        op.execute(
            f"""
            CREATE TRIGGER released_ride_alone_with_{holder} BEFORE INSERT ON released_ride BEGIN
                SELECT RAISE(ABORT, 'a {holder} in two places')
                WHERE EXISTS (
                    SELECT 1 FROM released_ride AS held
                    WHERE held.release_id = NEW.release_id AND held.{holder}_id = NEW.{holder}_id
                      AND held.starts < NEW.ends AND NEW.starts < held.ends
                );
            END
            """
        )
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
    op.execute("DELETE FROM feed WHERE kind IN ('vehicle', 'rides')")
    _kinds_of_feeds(KINDS_BEFORE)
    for table in reversed(KEPT):
        op.drop_table(table)
