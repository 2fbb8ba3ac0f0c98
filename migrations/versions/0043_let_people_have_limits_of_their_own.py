"""Let people have limits of their own, narrower than those of their force."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    with op.batch_alter_table("officer") as officer:
        for name in ("day_minutes", "week_minutes", "longest_run"):
            officer.add_column(sa.Column(name, sa.Integer(), nullable=True))
        officer.create_check_constraint(op.f("ck_officer_day"), "day_minutes BETWEEN 60 AND 1440")
        officer.create_check_constraint(
            op.f("ck_officer_week"), "week_minutes BETWEEN 60 AND 10080 AND week_minutes >= COALESCE(day_minutes, 60)"
        )
        officer.create_check_constraint(op.f("ck_officer_run"), "longest_run BETWEEN 1 AND 60")


def downgrade() -> None:
    with op.batch_alter_table("officer") as officer:
        for name in ("day", "week", "run"):
            officer.drop_constraint(op.f(f"ck_officer_{name}"), type_="check")
        for name in ("day_minutes", "week_minutes", "longest_run"):
            officer.drop_column(name)
