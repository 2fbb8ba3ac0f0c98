"""Let a performance say between which lengths it may be planned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("performance") as performance:
        performance.add_column(sa.Column("shortest", sa.Integer(), nullable=True))
        performance.add_column(sa.Column("longest", sa.Integer(), nullable=True))
        performance.create_check_constraint(
            op.f("ck_performance_length"), "shortest BETWEEN 1 AND minutes AND longest >= minutes"
        )


def downgrade() -> None:
    with op.batch_alter_table("performance") as performance:
        performance.drop_constraint(op.f("ck_performance_length"), type_="check")
        performance.drop_column("longest")
        performance.drop_column("shortest")
