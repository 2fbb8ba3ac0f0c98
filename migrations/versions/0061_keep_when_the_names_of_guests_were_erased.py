"""Keep when the names of guests were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    for table in ("delegation", "guest"):
        op.add_column(table, sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
