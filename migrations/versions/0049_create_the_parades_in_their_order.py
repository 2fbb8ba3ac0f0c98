"""Create the parades: their ways, the units that walk in them, and the searches for an order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    _parades()
    _units()
    _searches()


def _parades() -> None:
    op.create_table(
        "parade",
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("assembly", sa.String(length=300), nullable=False),
        sa.Column("dispersal", sa.String(length=300), nullable=False),
        sa.Column("buses_id", sa.Integer(), nullable=True),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.Column("apart", sa.Integer(), nullable=False),
        sa.Column("call", sa.Integer(), nullable=False),
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("gap BETWEEN 0 AND 1000 AND apart BETWEEN 0 AND 1000", name=op.f("ck_parade_metres")),
        sa.CheckConstraint("call BETWEEN 0 AND 600 AND walk BETWEEN 0 AND 600", name=op.f("ck_parade_minutes")),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_parade_performance_id_performance"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["buses_id"], ["stop_place.id"], name=op.f("fk_parade_buses_id_stop_place"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_parade_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade")),
        sa.UniqueConstraint("edition_id", "performance_id", name=op.f("uq_parade_edition_id_performance_id")),
    )
    for column in ("buses_id", "edition_id", "performance_id"):
        op.create_index(op.f(f"ix_parade_{column}"), "parade", [column])
    op.create_table(
        "parade_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parade_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parade_id"], ["parade.id"], name=op.f("fk_parade_segment_parade_id_parade"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_parade_segment_segment_id_segment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade_segment")),
        sa.UniqueConstraint("parade_id", "segment_id", name=op.f("uq_parade_segment_parade_id_segment_id")),
    )
    for column in ("parade_id", "segment_id"):
        op.create_index(op.f(f"ix_parade_segment_{column}"), "parade_segment", [column])


def _units() -> None:
    op.create_table(
        "parade_unit",
        sa.Column("parade_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("pace", sa.Integer(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=True),
        sa.Column("loudness", sa.Integer(), nullable=False),
        sa.Column("needs_quiet", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("held", sa.String(length=10), nullable=False),
        sa.Column("behind_id", sa.Integer(), nullable=True),
        sa.Column("bus", sa.String(length=80), nullable=False),
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
        *_unit_checks(),
        sa.ForeignKeyConstraint(
            ["parade_id"], ["parade.id"], name=op.f("fk_parade_unit_parade_id_parade"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_parade_unit_troupe_id_troupe"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["behind_id"], ["parade_unit.id"], name=op.f("fk_parade_unit_behind_id_parade_unit"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_parade_unit_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade_unit")),
        sa.UniqueConstraint("parade_id", "name", name=op.f("uq_parade_unit_parade_id_name")),
    )
    for column in ("behind_id", "edition_id", "folded", "parade_id", "sort_key", "troupe_id"):
        op.create_index(op.f(f"ix_parade_unit_{column}"), "parade_unit", [column])


def _unit_checks() -> list[sa.CheckConstraint]:
    checks = {
        "people": "people > 0",
        "length": "length BETWEEN 1 AND 2000",
        "pace": "pace BETWEEN 5 AND 200",
        "gap": "gap BETWEEN 0 AND 1000",
        "loudness": "loudness BETWEEN 0 AND 3",
        "held": "held IN ('', 'first', 'last')",
        "two_units": "behind_id <> id",
    }
    return [sa.CheckConstraint(check, name=op.f(f"ck_parade_unit_{name}")) for name, check in checks.items()]


def _searches() -> None:
    op.create_table(
        "parade_run",
        sa.Column("parade_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f("ck_parade_run_decision")),
        sa.ForeignKeyConstraint(
            ["parade_id"], ["parade.id"], name=op.f("fk_parade_run_parade_id_parade"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_parade_run_job_id_job"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_parade_run_user_id_user"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_parade_run_decided_by_id_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_parade_run_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade_run")),
    )
    for column in ("edition_id", "job_id", "parade_id"):
        op.create_index(op.f(f"ix_parade_run_{column}"), "parade_run", [column])


def downgrade() -> None:
    for table in ("parade_run", "parade_unit", "parade_segment", "parade"):
        op.drop_table(table)
