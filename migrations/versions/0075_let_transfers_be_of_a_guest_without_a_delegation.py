"""Let drafted transfers be of a guest who comes without a delegation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"


def upgrade() -> None:
    with op.batch_alter_table("guest_transfer") as table:
        table.add_column(sa.Column("guest_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_guest_transfer_guest_id_guest"), "guest", ["guest_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(op.f("ix_guest_transfer_guest_id"), "guest_transfer", ["guest_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_guest_transfer_guest_id"), "guest_transfer")
    with op.batch_alter_table("guest_transfer") as table:
        table.drop_constraint(op.f("fk_guest_transfer_guest_id_guest"), type_="foreignkey")
        table.drop_column("guest_id")
