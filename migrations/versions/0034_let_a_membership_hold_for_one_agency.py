"""Let a membership hold for one agency, and let an upload name the counter at which it was handed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

_HELD_ONCE = "uq_membership_user_id_edition_id_role_troupe_id"


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch_op:
        batch_op.add_column(sa.Column("agency_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_membership_agency_id_agency"), "agency", ["agency_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.drop_constraint(batch_op.f(_HELD_ONCE), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f(f"{_HELD_ONCE}_agency_id"), ["user_id", "edition_id", "role", "troupe_id", "agency_id"]
        )
    with op.batch_alter_table("upload") as batch_op:
        batch_op.add_column(sa.Column("scope", sa.String(length=100), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("upload") as batch_op:
        batch_op.drop_column("scope")
    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_constraint(batch_op.f(f"{_HELD_ONCE}_agency_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f(_HELD_ONCE), ["user_id", "edition_id", "role", "troupe_id"])
        batch_op.drop_constraint(batch_op.f("fk_membership_agency_id_agency"), type_="foreignkey")
        batch_op.drop_column("agency_id")
