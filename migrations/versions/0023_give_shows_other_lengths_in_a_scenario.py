"""Let a scenario give shows another length, and keep in its base how long everything lasted."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

PERFORMANCE = sa.table("performance", sa.column("id", sa.Integer()), sa.column("minutes", sa.Integer()))


def upgrade() -> None:
    op.create_table(
        "scenario_length",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_scenario_length_minutes")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_scenario_length_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_scenario_length_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_length")),
        sa.UniqueConstraint("plan_id", "performance_id", name=op.f("uq_scenario_length_plan_id_performance_id")),
    )
    op.create_index(op.f("ix_scenario_length_performance_id"), "scenario_length", ["performance_id"])
    minutes = {row.id: row.minutes for row in op.get_bind().execute(sa.select(PERFORMANCE))}
    _rewrite(lambda base: [[*slot[:3], minutes[slot[0]]] for slot in base if slot[0] in minutes])


def downgrade() -> None:
    _rewrite(lambda base: [slot[:3] for slot in base])
    op.drop_index(op.f("ix_scenario_length_performance_id"), "scenario_length")
    op.drop_table("scenario_length")


def _rewrite(rewritten: Any) -> None:
    """Every base of a scenario, and every one that a move puts back."""
    for name in ("plan", "move"):
        rows = sa.table(name, sa.column("id", sa.Integer()), sa.column("base", sa.JSON(none_as_null=True)))
        for row in op.get_bind().execute(sa.select(rows).where(rows.c.base.is_not(None))).all():
            if row.base is not None:
                op.execute(rows.update().where(rows.c.id == row.id).values(base=rewritten(row.base)))
