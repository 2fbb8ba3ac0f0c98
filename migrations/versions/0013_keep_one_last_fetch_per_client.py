"""Keep one last fetch per feed and client."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("feed_fetch", schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f("uq_feed_fetch_feed_id_client"), ["feed_id", "client"])


def downgrade() -> None:
    with op.batch_alter_table("feed_fetch", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_feed_fetch_feed_id_client"), type_="unique")
