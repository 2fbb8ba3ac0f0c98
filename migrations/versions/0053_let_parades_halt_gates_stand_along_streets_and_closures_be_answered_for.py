"""Let parades halt, gates stand along a street, and somebody answer for a closure at its barrier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"

# Words of a closure, with their lengths.
_WORDS = {"place_en": 300, "duty": 200, "phone": 40}


def upgrade() -> None:
    _halts()
    with op.batch_alter_table("gate") as gate:
        gate.alter_column("junction_id", existing_type=sa.Integer(), nullable=True)
        gate.add_column(sa.Column("segment_id", sa.Integer(), nullable=True))
        gate.add_column(sa.Column("metres", sa.Integer(), nullable=True))
        gate.create_foreign_key(
            op.f("fk_gate_segment_id_segment"), "segment", ["segment_id"], ["id"], ondelete="RESTRICT"
        )
        gate.create_check_constraint(op.f("ck_gate_place"), "(junction_id IS NULL) <> (segment_id IS NULL)")
        gate.create_check_constraint(op.f("ck_gate_along"), "(segment_id IS NULL) = (metres IS NULL)")
        gate.create_check_constraint(op.f("ck_gate_metres"), "metres >= 0")
        gate.create_index(op.f("ix_gate_segment_id"), ["segment_id"])
    with op.batch_alter_table("closure") as closure:
        for name, length in _WORDS.items():
            closure.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    with op.batch_alter_table("closure") as closure:
        for name, length in _WORDS.items():
            closure.alter_column(name, existing_type=sa.String(length=length), server_default=None)


def downgrade() -> None:
    """Gates along a street go back to the junction at its beginning."""
    with op.batch_alter_table("closure") as closure:
        for name in _WORDS:
            closure.drop_column(name)
    with op.batch_alter_table("gate") as gate:
        for name in ("place", "along", "metres"):
            gate.drop_constraint(op.f(f"ck_gate_{name}"), type_="check")
    op.execute(
        "UPDATE gate SET junction_id = (SELECT first_id FROM segment WHERE segment.id = gate.segment_id) "
        "WHERE junction_id IS NULL"
    )
    with op.batch_alter_table("gate") as gate:
        gate.drop_constraint(op.f("fk_gate_segment_id_segment"), type_="foreignkey")
        gate.drop_index(op.f("ix_gate_segment_id"))
        gate.drop_column("segment_id")
        gate.drop_column("metres")
        gate.alter_column("junction_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("parade_halt")


def _halts() -> None:
    op.create_table(
        "parade_halt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parade_id", sa.Integer(), nullable=True),
        sa.Column("parade_unit_id", sa.Integer(), nullable=True),
        sa.Column("junction_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("(parade_id IS NULL) <> (parade_unit_id IS NULL)", name=op.f("ck_parade_halt_whose")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 120", name=op.f("ck_parade_halt_minutes")),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_parade_halt_{table}_id_{table}"), ondelete=rule
            )
            for table, rule in (("parade", "CASCADE"), ("parade_unit", "CASCADE"), ("junction", "RESTRICT"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade_halt")),
        sa.UniqueConstraint("parade_id", "junction_id", name=op.f("uq_parade_halt_parade_id_junction_id")),
        sa.UniqueConstraint("parade_unit_id", "junction_id", name=op.f("uq_parade_halt_parade_unit_id_junction_id")),
    )
    for column in ("parade_id", "parade_unit_id", "junction_id"):
        op.create_index(op.f(f"ix_parade_halt_{column}"), "parade_halt", [column])
