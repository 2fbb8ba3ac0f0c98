"""Let a released roster say all that people are told, so that calendars and sheets read releases alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

OF_ROSTER = "('officer', 'post', 'sector')"
PLACES = ("post_id", "sector_id")
KEYS = ("need_id", "day", "stretch")


def upgrade() -> None:
    _needs()
    _of_releases_before()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()
    op.create_index("ix_released_duty_need", "released_duty", ["release_id", "need_id", "day"])
    op.drop_table("told_duty")
    # What their clients saw was counted by revisions of the roster, from now on by its releases.
    op.execute(
        f"UPDATE feed_fetch SET release_number = 0 WHERE feed_id IN (SELECT id FROM feed WHERE kind IN {OF_ROSTER})"
    )


def _needs() -> None:
    numbers = (*PLACES, "shift_id", "function_id", "stretch", "handover", "least", "most", "unled")
    op.create_table(
        "released_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_released_need_span")),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["roster_release.id"],
            op.f("fk_released_need_release_id_roster_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_need")),
        sa.UniqueConstraint("release_id", *KEYS, name=op.f("uq_released_need_release_id_need_id_day_stretch")),
    )
    for column in PLACES:
        op.create_index(op.f(f"ix_released_need_{column}"), "released_need", [column])


def _of_releases_before() -> None:
    """They kept duties only: where somebody stood, with the words of then and as many as stood there."""
    connection, meta = op.get_bind(), sa.MetaData()
    made, told, posts, needs = (
        sa.Table(name, meta, autoload_with=connection) for name in ("released_need", "released_duty", "post", "need")
    )
    sectors = {row.id: row.sector_id for row in connection.execute(sa.select(posts.c.id, posts.c.sector_id))}
    columns = (needs.c.id, needs.c.shift_id, needs.c.qualification_id)
    kinds = {row[0]: row[1:] for row in connection.execute(sa.select(*columns))}
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    for duty in connection.execute(sa.select(told).order_by(told.c.id)).mappings():
        shift, function = kinds.get(duty["need_id"], (0, 0))
        copied = {name: duty[name] for name in ("release_id", "post_id", "starts", "ends", *KEYS)}
        placed = {"sector_id": sectors.get(duty["post_id"], 0), "shift_id": shift, "function_id": function}
        row = rows.setdefault(
            (duty["release_id"], *(duty[name] for name in KEYS)),
            {**copied, **placed, "handover": 0, "unled": 0, "least": 0, "most": 0, "facts": _words(duty["facts"])},
        )
        row["least"] = row["most"] = int(str(row["least"])) + 1
    if rows:
        connection.execute(made.insert(), list(rows.values()))


def _words(facts: dict[str, str]) -> dict[str, str]:
    code, _, post = facts.get("place", "").partition(" ")
    return {"code": code, "post": post, **{name: facts.get(name, "") for name in ("function", "shift", "sector")}}


def _guard_on_postgresql() -> None:
    for name, event, each in (("is_kept", "UPDATE OR DELETE", "ROW"), ("is_not_emptied", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER released_need_{name} BEFORE {event} ON released_need "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_alteration()"
        )


def _guard_on_sqlite() -> None:
    refusal = "SELECT RAISE(ABORT, 'released_need is written once');"
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER released_need_no_{event.lower()} BEFORE {event} ON released_need BEGIN {refusal} END"
        )
    op.execute(
        "CREATE TRIGGER released_need_no_replace BEFORE INSERT ON released_need "
        f"WHEN EXISTS (SELECT 1 FROM released_need WHERE id = NEW.id) BEGIN {refusal} END"
    )


def downgrade() -> None:
    op.drop_table("released_need")
    op.drop_index("ix_released_duty_need", "released_duty")
    op.create_table(
        "told_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("edition_id", *PLACES, "shift_id")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("officer_id", "need_id")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("starts", "ends", "changed")),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_told_duty_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_duty")),
    )
    for column in ("edition_id", "officer_id", *PLACES):
        op.create_index(op.f(f"ix_told_duty_{column}"), "told_duty", [column])
