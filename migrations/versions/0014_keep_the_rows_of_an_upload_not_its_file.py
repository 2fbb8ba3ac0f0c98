"""Keep the rows of an upload and how each page is read, not the file itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_LEFT = (
    sa.Column("sheet", sa.String(length=40), nullable=False, server_default=""),
    sa.Column("content", sa.LargeBinary(), nullable=False, server_default=""),
    sa.Column("table", sa.JSON(), nullable=False, server_default="[]"),
    sa.Column("heading_row", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("mapping", sa.JSON(), nullable=False, server_default="{}"),
)


def upgrade() -> None:
    # Not in batch mode: rebuilding the table would delete the rows that hang on it.
    for column in _LEFT:
        op.drop_column("upload", column.name)
    for name in ("pages", "layouts"):
        op.add_column("upload", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    for name in ("layouts", "pages"):
        op.drop_column("upload", name)
    for column in _LEFT:
        op.add_column("upload", column)
