"""Tell how secret a change is, so that the history of a guest of honour is not read by everybody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Not in batch mode: rebuilding the table would lose the triggers that keep it unaltered.
    op.add_column("history_entry", sa.Column("secrecy", sa.String(length=2), nullable=False, server_default="C1"))


def downgrade() -> None:
    op.drop_column("history_entry", "secrecy")
