"""Keep zones, kinds of passes, and passes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    _zone()
    _kind()
    _pass()
    for table, one, other in (
        ("pass_kind_zone", "pass_kind", "pass_zone"),
        ("pass_kind_group", "pass_kind", "guest_group"),
        ("pass_more_zone", "pass", "pass_zone"),
    ):
        _pairs(table, one, other)
    _vehicle_pass()
    _taking()


def _zone() -> None:
    colours = "colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'violet', 'grey')"
    op.create_table(
        "pass_zone",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("colour", sa.String(length=10), nullable=False),
        sa.Column("sign", sa.String(length=20), nullable=False),
        sa.Column("roads", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        *_named("pass_zone"),
        sa.CheckConstraint(colours, name=op.f("ck_pass_zone_colour")),
        sa.CheckConstraint("NOT roads OR venue_id IS NULL", name=op.f("ck_pass_zone_roads")),
        _tie("pass_zone", "venue", "RESTRICT"),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_pass_zone_edition_id_code")),
    )
    _indices("pass_zone", "edition_id", "folded", "sort_key", "venue_id")


def _kind() -> None:
    bearers = "bearer IN ('guest', 'delegation', 'escort', 'troupe', 'vehicle', 'other')"
    around = "before BETWEEN 0 AND 1440 AND after BETWEEN 0 AND 1440"
    op.create_table(
        "pass_kind",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("bearer", sa.String(length=12), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        *_named("pass_kind"),
        sa.CheckConstraint(bearers, name=op.f("ck_pass_kind_bearer")),
        sa.CheckConstraint(around, name=op.f("ck_pass_kind_around")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_pass_kind_edition_id_code")),
    )
    _indices("pass_kind", "edition_id", "folded", "sort_key")


def _pass() -> None:
    states = "state IN ('made', 'printed', 'handed', 'returned', 'lost', 'void')"
    op.create_table(
        "pass",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(length=4), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{bearer}_id", sa.Integer(), nullable=True) for bearer in _BEARERS),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("printed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("printing", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        *_row("pass"),
        *_sourced(),
        sa.CheckConstraint(states, name=op.f("ck_pass_state")),
        sa.CheckConstraint("heads BETWEEN 1 AND 2000", name=op.f("ck_pass_heads")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_pass_span")),
        _tie("pass", "pass_kind", "RESTRICT", "kind_id"),
        *(_tie("pass", bearer, "SET NULL") for bearer in _BEARERS),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_pass_edition_id_number")),
        sqlite_autoincrement=True,
    )
    _indices("pass", "edition_id", "kind_id", *(f"{bearer}_id" for bearer in _BEARERS))


def _pairs(table: str, one: str, other: str) -> None:
    op.create_table(
        table,
        sa.Column(f"{one}_id", sa.Integer(), nullable=False),
        sa.Column(f"{other}_id", sa.Integer(), nullable=False),
        _tie(table, one, "CASCADE"),
        _tie(table, other, "CASCADE"),
        sa.PrimaryKeyConstraint(f"{one}_id", f"{other}_id", name=op.f(f"pk_{table}")),
    )
    _indices(table, f"{other}_id")


def _vehicle_pass() -> None:
    op.create_table(
        "vehicle_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pass_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie("vehicle_pass", "edition", "CASCADE"),
        _tie("vehicle_pass", "pass", "CASCADE"),
        _tie("vehicle_pass", "vehicle", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicle_pass")),
        sa.UniqueConstraint("pass_id", name=op.f("uq_vehicle_pass_pass_id")),
    )
    _indices("vehicle_pass", "edition_id", "vehicle_id")


def _taking() -> None:
    op.create_table(
        "pass_taking",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        *_row("pass_taking"),
        _tie("pass_taking", "user", "SET NULL"),
    )
    _indices("pass_taking", "edition_id")


_BEARERS = ("guest", "delegation", "escort", "troupe")
_SORTED = sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql")


def _row(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        _tie(table, "edition", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _named(table: str) -> list[sa.schema.SchemaItem]:
    return [
        *_row(table),
        *_sourced(),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("sort_key", _SORTED, nullable=False),
    ]


def _sourced() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
    ]


def _tie(table: str, target: str, ondelete: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{target}_id"
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _indices(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("pass_taking", "vehicle_pass", "pass_more_zone", "pass_kind_group", "pass_kind_zone"):
        op.drop_table(table)
    for table in ("pass", "pass_kind", "pass_zone"):
        op.drop_table(table)
