"""Bind rites to lunar dates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("performance", sa.Column("lunar", sa.String(length=5), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("performance", "lunar")
