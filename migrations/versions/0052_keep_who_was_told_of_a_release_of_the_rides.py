"""Keep who was told of a release of the rides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"

TELLING = "ride_telling"


def upgrade() -> None:
    op.create_table(
        TELLING,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("teller", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("how IN ('phone', 'mail', 'zalo', 'in person')", name=op.f("ck_ride_telling_how")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f("fk_ride_telling_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["ride_release.id"], op.f("fk_ride_telling_release_id_ride_release"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_ride_telling_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_telling")),
        sa.UniqueConstraint("release_id", "kind", "subject", name=op.f("uq_ride_telling_release_id_kind_subject")),
    )
    op.create_index(op.f("ix_ride_telling_edition_id"), TELLING, ["edition_id"])


def downgrade() -> None:
    op.drop_table(TELLING)
