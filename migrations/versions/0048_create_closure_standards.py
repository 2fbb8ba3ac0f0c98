"""Create the standards by which closures are drafted, what was taken over by them, and nights before a show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    _standards()
    _chains()
    _takings()
    with op.batch_alter_table("closure") as closure:
        closure.add_column(sa.Column("nights", sa.Integer(), nullable=False, server_default="0"))
        closure.add_column(sa.Column("night_from", sa.Time(), nullable=True))
        closure.add_column(sa.Column("night_until", sa.Time(), nullable=True))
        closure.add_column(sa.Column("standard_id", sa.Integer(), nullable=True))
        closure.add_column(sa.Column("grounds", sa.JSON(), nullable=True))
        closure.create_foreign_key(
            op.f("fk_closure_standard_id_closure_standard"),
            "closure_standard",
            ["standard_id"],
            ["id"],
            ondelete="SET NULL",
        )
        closure.create_check_constraint(op.f("ck_closure_nights"), "nights BETWEEN 0 AND 14")
        closure.create_check_constraint(
            op.f("ck_closure_night"), "(nights > 0) = (night_from IS NOT NULL AND night_until IS NOT NULL)"
        )
        closure.create_check_constraint(
            op.f("ck_closure_nightly"), "nights = 0 OR (performance_id IS NOT NULL AND before = 0 AND after = 0)"
        )
        closure.create_index(op.f("ix_closure_standard_id"), ["standard_id"])
    with op.batch_alter_table("closure") as closure:
        closure.alter_column("nights", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("closure") as closure:
        for name in ("nights", "night", "nightly"):
            closure.drop_constraint(op.f(f"ck_closure_{name}"), type_="check")
        closure.drop_constraint(op.f("fk_closure_standard_id_closure_standard"), type_="foreignkey")
        closure.drop_index(op.f("ix_closure_standard_id"))
        for name in ("nights", "night_from", "night_until", "standard_id", "grounds"):
            closure.drop_column(name)
    for table in ("closure_taking", "standard_segment", "closure_standard"):
        op.drop_table(table)


def _standards() -> None:
    op.create_table(
        "closure_standard",
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("genre", sa.String(length=40), nullable=False),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("vehicles", sa.JSON(), nullable=False),
        sa.Column("exemptions", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("before", "after", "nights")),
        sa.Column("night_from", sa.Time(), nullable=True),
        sa.Column("night_until", sa.Time(), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("crew", sa.Integer(), nullable=True),
        sa.Column("barriers", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_closure_standard_{name}")) for name, rule in _RULES.items()),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_closure_standard_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_closure_standard_venue_id_venue"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_standard")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_closure_standard_edition_id_name")),
    )
    for column in ("edition_id", "folded", "sort_key", "venue_id"):
        op.create_index(op.f(f"ix_closure_standard_{column}"), "closure_standard", [column])


_RULES = {
    "cause": "cause IN ('parade', 'ceremony', 'crowd', 'fireworks', 'build')",
    "ceremony": "cause <> 'ceremony' OR genre <> ''",
    "crowd": "cause <> 'crowd' OR least IS NOT NULL",
    "least": "least >= 1",
    "around": "before BETWEEN 0 AND 2880 AND after BETWEEN 0 AND 2880",
    "nights": "nights BETWEEN 0 AND 14",
    "night": "(nights > 0) = (night_from IS NOT NULL AND night_until IS NOT NULL)",
    "build": "(cause = 'build') = (nights > 0)",
    "steps": "steps BETWEEN 0 AND 5",
    "needed": "crew >= 0 AND barriers >= 0",
}


def _chains() -> None:
    op.create_table(
        "standard_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closure_standard_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closure_standard_id"],
            ["closure_standard.id"],
            name=op.f("fk_standard_segment_closure_standard_id_closure_standard"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_standard_segment_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_segment")),
        sa.UniqueConstraint(
            "closure_standard_id", "segment_id", name=op.f("uq_standard_segment_closure_standard_id_segment_id")
        ),
    )
    for column in ("closure_standard_id", "segment_id"):
        op.create_index(op.f(f"ix_standard_segment_{column}"), "standard_segment", [column])


def _takings() -> None:
    op.create_table(
        "closure_taking",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_closure_taking_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_closure_taking_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_taking")),
    )
    op.create_index(op.f("ix_closure_taking_edition_id"), "closure_taking", ["edition_id"])
