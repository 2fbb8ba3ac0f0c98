"""Let posts say how long a hand-over takes, and forces how long people rest each week and work each month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    # Rosters that stand were made without hand-overs: their posts begin with none.
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("handover_minutes", sa.Integer(), nullable=False, server_default="0"))
        post.create_check_constraint(op.f("ck_post_handover"), "handover_minutes BETWEEN 0 AND 60")
    with op.batch_alter_table("force") as force:
        force.add_column(sa.Column("month_minutes", sa.Integer(), nullable=True))
        force.add_column(sa.Column("weekly_rest_minutes", sa.Integer(), nullable=False, server_default="1440"))
        force.add_column(sa.Column("shortest_run", sa.Integer(), nullable=False, server_default="1"))
        force.create_check_constraint(op.f("ck_force_weekly_rest"), "weekly_rest_minutes BETWEEN 0 AND 4320")
        force.create_check_constraint(op.f("ck_force_month"), "month_minutes BETWEEN week_minutes AND 43200")
        force.create_check_constraint(op.f("ck_force_shortest_run"), "shortest_run BETWEEN 1 AND longest_run")


def downgrade() -> None:
    with op.batch_alter_table("force") as force:
        for name in ("weekly_rest", "month", "shortest_run"):
            force.drop_constraint(op.f(f"ck_force_{name}"), type_="check")
        for name in ("month_minutes", "weekly_rest_minutes", "shortest_run"):
            force.drop_column(name)
    with op.batch_alter_table("post") as post:
        post.drop_constraint(op.f("ck_post_handover"), type_="check")
        post.drop_column("handover_minutes")
