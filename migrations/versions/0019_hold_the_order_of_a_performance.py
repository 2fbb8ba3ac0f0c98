"""Let a pin hold the order of a performance among those on its stage that evening."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

PLACE = "day IS NOT NULL OR stage_id IS NOT NULL OR starts IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("pin") as pin:
        pin.add_column(sa.Column("order", sa.Boolean(), nullable=False, server_default=sa.false()))
        pin.drop_constraint(op.f("ck_pin_facet"), type_="check")
        pin.create_check_constraint(op.f("ck_pin_facet"), f'{PLACE} OR "order"')


def downgrade() -> None:
    op.execute(f"DELETE FROM pin WHERE NOT ({PLACE})")
    with op.batch_alter_table("pin") as pin:
        pin.drop_constraint(op.f("ck_pin_facet"), type_="check")
        pin.create_check_constraint(op.f("ck_pin_facet"), PLACE)
        pin.drop_column("order")
