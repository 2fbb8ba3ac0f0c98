"""Keep scenarios beside the main plan, and remember which plan somebody is looking at."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MAIN = sa.text("main")


def upgrade() -> None:
    with op.batch_alter_table("plan") as plan:
        plan.add_column(sa.Column("note", sa.String(length=500), nullable=False, server_default=""))
        plan.add_column(sa.Column("at", sa.DateTime(timezone=True), nullable=True))
        plan.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        plan.add_column(sa.Column("base", sa.JSON(), nullable=True))
        plan.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
        plan.create_foreign_key(op.f("fk_plan_user_id_user"), "user", ["user_id"], ["id"], ondelete="SET NULL")
    rows = sa.table("plan", sa.column("at", sa.DateTime(timezone=True)))
    op.execute(rows.update().values(at=datetime.now(UTC)))
    with op.batch_alter_table("plan") as plan:
        plan.alter_column("at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_index("uq_plan_main", "plan", ["edition_id"], unique=True, sqlite_where=MAIN, postgresql_where=MAIN)
    op.add_column("move", sa.Column("base", sa.JSON(), nullable=True))
    with op.batch_alter_table("presence") as presence:
        presence.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        presence.create_foreign_key(op.f("fk_presence_plan_id_plan"), "plan", ["plan_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    with op.batch_alter_table("presence") as presence:
        presence.drop_constraint(op.f("fk_presence_plan_id_plan"), type_="foreignkey")
        presence.drop_column("plan_id")
    op.drop_column("move", "base")
    op.drop_index("uq_plan_main", "plan")
    with op.batch_alter_table("plan") as plan:
        plan.drop_constraint(op.f("fk_plan_user_id_user"), type_="foreignkey")
        for name in ("archived_at", "base", "user_id", "at", "note"):
            plan.drop_column(name)
